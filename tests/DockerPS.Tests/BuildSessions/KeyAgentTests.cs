using DockerPS.Engine.Session.Ssh;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.BuildSessions;

/// <summary>The private ssh agent, with the real programs where they are.</summary>
public sealed class KeyAgentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task It_lists_its_key_and_ends_when_it_is_disposed()
    {
        KeyAgent agent = await KeyAgent.StartAsync([await MakeKeyAsync(passphrase: "")], TestLimit.Token);
        await using (agent)
        {
            await using Stream connection = await agent.ConnectAsync(TestLimit.Token);
            await connection.WriteAsync(new byte[] { 0, 0, 0, 1, 11 }, TestLimit.Token);
            var answer = new byte[9];
            await connection.ReadExactlyAsync(answer, TestLimit.Token);
            Assert.Equal([12, 0, 0, 0, 1], answer[4..]);
        }

        await Assert.ThrowsAsync<DockerConfigurationException>(() => agent.ConnectAsync(TestLimit.Token));
    }

    [SkippableFact]
    public async Task A_key_with_a_passphrase_is_refused_with_advice()
    {
        string key = await MakeKeyAsync(passphrase: "battery staple");
        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(() => KeyAgent.StartAsync([key], TestLimit.Token));
        Assert.Contains(key, error.Message);
        Assert.Contains("passphrase", error.Advice);
    }

    [SkippableFact]
    public async Task What_is_no_key_is_refused()
    {
        await MakeKeyAsync(passphrase: "");
        string file = _folder.Combine("text");
        await File.WriteAllTextAsync(file, "no key");
        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(() => KeyAgent.StartAsync([file], TestLimit.Token));
        Assert.Contains("ssh-add", error.Message);
    }

    private async Task<string> MakeKeyAsync(string passphrase)
    {
        if (OperatingSystem.IsWindows() || CommandLine.Find("ssh-agent") is null || CommandLine.Find("ssh-keygen") is not { } program)
            throw new TestSkippedException("needs ssh-agent and ssh-keygen, not on Windows");

        string key = _folder.Combine("key");
        ChildProcess made = await ChildProcess.RunAsync(program, ["-q", "-t", "ed25519", "-N", passphrase, "-f", key]);
        Assert.True(made.ExitCode == 0, made.Error);
        return key;
    }
}
