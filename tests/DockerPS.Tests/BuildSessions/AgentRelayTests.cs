using DockerPS.Engine.Session.Ssh;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.BuildSessions;

/// <summary>What passes between a build and an ssh agent.</summary>
public sealed class AgentRelayTests
{
    private static readonly byte[] s_list = [0, 0, 0, 1, 11];
    private static readonly byte[] s_sign = [0, 0, 0, 3, 13, 1, 2];
    private static readonly byte[] s_failure = [0, 0, 0, 1, 5];

    [Fact]
    public async Task Requests_to_list_and_to_sign_reach_the_agent_however_they_are_cut()
    {
        byte[] requests = [.. s_list, .. s_sign];
        for (int at = 1; at < requests.Length; at++)
        {
            (List<byte> seen, byte[] answers) = await RunAsync(requests[..at], requests[at..]);
            Assert.Equal(requests, seen);
            Assert.Equal([0, 0, 0, 2, 12, 11, 0, 0, 0, 2, 12, 13], answers);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(27)]
    [InlineData(255)]
    public async Task Other_requests_are_refused_and_never_reach_it(byte kind)
    {
        (List<byte> seen, byte[] answers) = await RunAsync([0, 0, 0, 3, kind, 11, 13], s_list);
        Assert.Equal(s_list, seen);
        Assert.Equal([.. s_failure, 0, 0, 0, 2, 12, 11], answers);
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("0004000100")]
    [InlineData("FFFFFFFF0B")]
    [InlineData("0000")]
    [InlineData("00000005" + "0B00")]
    public async Task What_is_no_message_ends_the_connection(string bytes) =>
        await Assert.ThrowsAsync<InvalidResponseException>(() => RunAsync(Convert.FromHexString(bytes)));

    [Fact]
    public async Task An_agent_that_goes_away_ends_the_connection() =>
        await Assert.ThrowsAsync<ConnectionLostException>(() => AgentRelay.RunAsync(new MemoryStream(s_list), new Deaf(), TestLimit.Token));

    /// <summary>Gives a relay what a build sends, with an agent that answers 12 and the kind of the request.</summary>
    private static async Task<(List<byte> Seen, byte[] Answers)> RunAsync(params byte[][] pieces)
    {
        (Stream build, Stream relayed) = DuplexPair.Create();
        (Stream agent, Stream served) = DuplexPair.Create();
        foreach (byte[] piece in pieces)
            await build.WriteAsync(piece, TestLimit.Token);

        await build.DisposeAsync();
        var seen = new List<byte>();
        Task serving = ServeAsync();
        try
        {
            await AgentRelay.RunAsync(relayed, agent, TestLimit.Token);
        }
        finally
        {
            await agent.DisposeAsync();
            await relayed.DisposeAsync();
        }

        await serving;
        var answers = new MemoryStream();
        await build.CopyToAsync(answers, TestLimit.Token);
        return (seen, answers.ToArray());

        async Task ServeAsync()
        {
            var head = new byte[5];
            while (await served.ReadAtLeastAsync(head, 5, throwOnEndOfStream: false, TestLimit.Token) == 5)
            {
                var rest = new byte[head[3] - 1];
                await served.ReadExactlyAsync(rest, TestLimit.Token);
                seen.AddRange([.. head, .. rest]);
                await served.WriteAsync(new byte[] { 0, 0, 0, 2, 12, head[4] }, TestLimit.Token);
            }
        }
    }

    private sealed class Deaf : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
