using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using DockerPS.Engine.Configuration;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Configuration;

// A program that is written here cannot be started while a fork for another test holds it open.
[Collection(SequentialProcesses.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class CredentialHelperTests : IDisposable
{
    private readonly SettingsFolder _settings = new();

    public void Dispose() => _settings.Dispose();

    [UnixFact]
    public async Task Sends_the_key_on_stdin_and_reads_the_answer()
    {
        Script("test", $$$"""[ "$1" = get ] && [ "$#" = 1 ] && printf '{"ServerURL":"x","Username":"me","Secret":"got %s"}' "$(/bin/cat)" """);

        RegistryAuth auth = (await Helper().GetAsync("test", "host:5000", default))!;

        Assert.Equal(("me", "got host:5000", "host:5000"), (auth.Username, auth.Password, auth.ServerAddress));
    }

    [UnixFact]
    public async Task The_user_token_means_an_identity_token()
    {
        Script("test", """echo '{"Username":"<token>","Secret":"abc"}'""");

        RegistryAuth auth = (await Helper().GetAsync("test", "h", default))!;

        Assert.Equal("abc", auth.IdentityToken);
        Assert.Null(auth.Username);
        Assert.Null(auth.Password);
    }

    [UnixFact]
    public async Task Not_found_is_none()
    {
        Script("test", "echo 'credentials not found in native keychain'; exit 1");
        Script("empty", """echo '{"ServerURL":"","Username":"","Secret":""}'""");

        Assert.Null(await Helper().GetAsync("test", "h", default));
        Assert.Null(await Helper().GetAsync("empty", "h", default));
    }

    [UnixTheory]
    [InlineData("me", "s3\"cr<>t\u00e9", null, """{"ServerURL":"host:5000","Username":"me","Secret":"s3\"cr<>té"}""")]
    [InlineData("me", null, "id-token", """{"ServerURL":"host:5000","Username":"<token>","Secret":"id-token"}""")]
    public async Task Storing_gives_the_json_on_stdin_and_only_the_verb_as_argument(string user, string? password, string? token, string expected)
    {
        Script("test", $$$"""[ "$1" = store ] && [ "$#" = 1 ] && /bin/cat > '{{{_settings.Home}}}/stored'""");

        await Helper().StoreAsync("test", new RegistryAuth { Username = user, Password = password, IdentityToken = token, ServerAddress = "host:5000" }, default);

        Assert.Equal(expected, await File.ReadAllTextAsync(Path.Combine(_settings.Home, "stored")));
    }

    [UnixFact]
    public async Task Erasing_gives_the_key_on_stdin_and_takes_not_found_for_done()
    {
        Script("test", $$$"""[ "$1" = erase ] && [ "$#" = 1 ] && /bin/cat > '{{{_settings.Home}}}/erased'""");
        Script("none", "echo 'credentials not found in native keychain'; exit 1");

        await Helper().EraseAsync("test", "host:5000", default);
        await Helper().EraseAsync("none", "host:5000", default);

        Assert.Equal("host:5000", await File.ReadAllTextAsync(Path.Combine(_settings.Home, "erased")));
    }

    [UnixFact]
    public async Task A_list_has_keys_and_users()
    {
        Script("test", """[ "$1" = list ] && echo '{"https://index.docker.io/v1/":"me","host:1":"<token>"}'""");

        IReadOnlyDictionary<string, string> listed = await Helper().ListAsync("test", default);

        Assert.Equal([("https://index.docker.io/v1/", "me"), ("host:1", "<token>")], listed.Select(static pair => (pair.Key, pair.Value)));
    }

    [UnixFact]
    public async Task A_store_an_erasure_and_a_list_that_fail_are_told_without_the_output()
    {
        Script("test", "echo s3cret; echo s3cret >&2; exit 3");
        RegistryAuth auth = new() { Username = "me", Password = "s3cret", ServerAddress = "host:1" };

        foreach (Func<Task> call in (Func<Task>[])[
            () => Helper().StoreAsync("test", auth, default), () => Helper().EraseAsync("test", "host:1", default), () => Helper().ListAsync("test", default)])
        {
            DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(call);
            Assert.Contains("docker-credential-test", error.Message, StringComparison.Ordinal);
            Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        }
    }

    [UnixFact]
    public async Task A_failure_is_told_without_the_output()
    {
        Script("test", "echo s3cret; echo s3cret >&2; exit 3");

        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(() => Helper().GetAsync("test", "host:1", default));

        Assert.Contains("docker-credential-test", error.Message, StringComparison.Ordinal);
        Assert.Contains("'host:1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task An_answer_that_is_no_json_is_told_without_it()
    {
        Script("test", "echo s3cret");

        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(() => Helper().GetAsync("test", "h", default));

        Assert.Contains("docker-credential-test", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_helper_that_chats_much_and_reads_nothing_still_answers()
    {
        Script("test", """i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789 >&2; i=$((i+1)); done; echo '{"Username":"me","Secret":"1"}'""");

        Assert.Equal("me", (await Helper().GetAsync("test", "h", default))!.Username);
    }

    [UnixFact]
    public async Task An_endless_answer_is_cut_off()
    {
        Script("test", "while :; do echo 0123456789012345678901234567890123456789; done");

        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(() => Helper().GetAsync("test", "h", default));

        Assert.Contains("too long", error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_helper_that_hangs_is_stopped_and_told()
    {
        Script("test", "exec /bin/sleep 600");

        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(
            () => Helper(TimeSpan.FromMilliseconds(200)).GetAsync("test", "h", default));

        Assert.Contains("did not answer", error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Cancelling_stops_it()
    {
        string started = Path.Combine(_settings.Home, "started");
        Script("test", $"echo $$ > '{started}.new'; /bin/mv '{started}.new' '{started}'; exec /bin/sleep 600");
        using FileSystemWatcher watcher = new(_settings.Home, "started");
        using CancellationTokenSource source = new();
        watcher.Renamed += (_, _) => source.Cancel();
        watcher.EnableRaisingEvents = true;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Helper().GetAsync("test", "h", source.Token));
        await AssertEnds(int.Parse(await File.ReadAllTextAsync(started), CultureInfo.InvariantCulture));
    }

    [UnixFact]
    public async Task A_missing_helper_and_a_wrong_name_are_told()
    {
        Script("test", "exit 0");

        Assert.Contains(
            "not on PATH",
            (await Assert.ThrowsAsync<DockerConfigurationException>(() => Helper().GetAsync("nosuch", "h", default))).Message,
            StringComparison.Ordinal);
        foreach (string name in new[] { "../docker-credential-test", "-x", "a b", "test;id", "" })
        {
            Assert.Contains(
                "not a helper's name",
                (await Assert.ThrowsAsync<DockerConfigurationException>(() => Helper().GetAsync(name, "h", default))).Message,
                StringComparison.Ordinal);
        }
    }

    [UnixFact]
    public async Task A_program_that_cannot_start_is_told()
    {
        string path = _settings.Write("bin/docker-credential-test", "#!/no/such/interpreter\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        DockerConfigurationException error = await Assert.ThrowsAsync<DockerConfigurationException>(() => Helper().GetAsync("test", "h", default));

        Assert.Contains("cannot be started", error.Message, StringComparison.Ordinal);
    }

    private static async Task AssertEnds(int processId)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        try
        {
            using Process process = Process.GetProcessById(processId);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    private CredentialHelper Helper(TimeSpan? timeout = null) => new(Path.Combine(_settings.Home, "bin"), timeout);

    private void Script(string name, string body)
    {
        string path = _settings.Write($"bin/docker-credential-{name}", $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
