using DockerPS.Engine.Streams.Build.Trace;

namespace DockerPS.Tests.Streams.Build.Trace;

public sealed class BuildTraceTests
{
    public static TheoryData<string, string> Answers()
    {
        var data = new TheoryData<string, string>();
        foreach (string engine in Captured.Engines)
        {
            foreach (string what in new[] { "built", "cached", "failed" })
            {
                data.Add(engine, what);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_message_of_an_engine_is_read_and_every_cut_one_is_told(string engine, string what)
    {
        List<byte[]> traces = await Captured.TracesAsync(Captured.Bytes(engine, what));
        Assert.NotEmpty(traces);
        int refused = 0;
        foreach (byte[] trace in traces)
        {
            BuildTrace read = BuildTrace.Read(trace);
            Assert.NotEqual(0, read.Vertexes.Count + read.Progress.Count + read.Logs.Count + read.Warnings.Count);
            Assert.All(read.Vertexes, static vertex => Assert.StartsWith("sha256:", vertex.Digest, StringComparison.Ordinal));
            for (int length = 1; length < trace.Length; length++)
            {
                try
                {
                    // What is cut between two fields is a message of its own.
                    BuildTrace.Read(trace.AsSpan(0, length));
                }
                catch (InvalidResponseException)
                {
                    refused++;
                }
            }
        }

        Assert.NotEqual(0, refused);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_reads_the_same_wherever_it_is_cut(string engine, string what)
    {
        byte[] answer = Captured.Bytes(engine, what);
        List<string> whole = await LinesAsync(new MemoryStream(answer));
        Assert.NotEmpty(whole);
        // Each place would take minutes with the longer answers; these are never the same ones for two of them.
        for (int at = 1; at < answer.Length; at += 37)
        {
            Assert.Equal(whole, await LinesAsync(new PiecewiseStream([answer[..at], answer[at..]])));
        }

        Assert.Equal(whole, await LinesAsync(PiecewiseStream.OneByOne(answer)));
    }

    private static async Task<List<string>> LinesAsync(Stream answer)
    {
        var log = new BuildKitLog();
        try
        {
            return await Captured.ReadAsync(answer, log);
        }
        catch (OperationFailedException failure)
        {
            return [.. failure.LastLines, failure.Message];
        }
    }
}
