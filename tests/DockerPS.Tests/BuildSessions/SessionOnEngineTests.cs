using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Session;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.BuildSessions;

/// <summary>Builds that ask their session, on the main engine and on the newer ones with either image store.</summary>
public sealed class SessionOnEngineTests : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TemporaryFolder _folder = new();
    private readonly string _unique = Guid.NewGuid().ToString("N");

    private static PrivateEngines Engines => PrivateEngines.Current;

    public void Dispose() => _folder.Dispose();

    [RealEngineFact]
    public Task Secrets_reach_the_step_that_mounts_them() => SecretAsync(MainEngine());

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Secrets_reach_the_step_that_mounts_them_on_newer_engines(bool containerd) => SecretAsync(NewerOf(containerd));

    [RealEngineFact]
    public async Task A_secret_that_the_call_did_not_name_is_not_found()
    {
        using DockerClient client = SessionBuild.Connect(MainEngine());
        await using BuildSession session = await BuildSession.OpenAsync(client, new BuildSessionServices { Secrets = Secret("other", "x") }, TestLimit.Token);
        SessionBuild build = await SessionBuild.RunAsync(client, session, SessionBuild.Context($"FROM {Engines.Image}\nRUN --mount=type=secret,id=token,required=true true\n"));
        Assert.Contains("not found", build.Error);
        Assert.Null(session.Failure);
    }

    [RealEngineFact]
    public async Task What_a_source_throws_is_the_reason_of_the_failure()
    {
        using DockerClient client = SessionBuild.Connect(MainEngine());
        var services = new BuildSessionServices
        {
            Secrets = new Dictionary<string, Func<CancellationToken, Task<byte[]>>> { ["token"] = _ => throw new InvalidRequestException("NoVault", "The vault is closed.") },
        };
        await using BuildSession session = await BuildSession.OpenAsync(client, services, TestLimit.Token);
        SessionBuild build = await SessionBuild.RunAsync(client, session, SessionBuild.Context($"FROM {Engines.Image}\nRUN --mount=type=secret,id=token,required=true true\n"));
        Assert.NotNull(build.Error);
        Assert.Equal("The vault is closed.", Assert.IsType<InvalidRequestException>(session.Failure).Message);
    }

    // The registry with TLS: to the BuildKit of 20.10 a network of insecure registries means nothing.
    [RealEngineFact(TlsRegistry)]
    public Task A_private_base_image_is_pulled_with_the_sessions_credentials() => PrivateBaseAsync(MainEngine());

    [RealEngineTheory(TlsRegistry | Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_private_base_image_is_pulled_with_the_sessions_credentials_by_newer_engines(bool containerd) => PrivateBaseAsync(NewerOf(containerd));

    [RealEngineFact]
    public Task An_output_of_type_tar_comes_through_the_session() => OutputAsync(MainEngine());

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_output_of_type_tar_comes_through_the_session_of_newer_engines(bool containerd) => OutputAsync(NewerOf(containerd));

    [RealEngineFact]
    public async Task A_receiver_that_fails_fails_the_build()
    {
        using DockerClient client = SessionBuild.Connect(MainEngine());
        var services = new BuildSessionServices { ReceiveOutput = (_, _) => throw new IOException("The disk is full.") };
        await using BuildSession session = await BuildSession.OpenAsync(client, services, TestLimit.Token);
        SessionBuild build = await SessionBuild.RunAsync(client, session, SessionBuild.Context("FROM scratch\nCOPY Dockerfile /\n"), ("outputs", """[{"Type":"tar","Attrs":{}}]"""));
        Assert.NotNull(build.Error);
        Assert.Equal("The disk is full.", Assert.IsType<IOException>(session.Failure).Message);
    }

    [RealEngineFact]
    public Task An_ssh_agent_lists_and_signs_for_a_build_and_no_more() => SshAsync(MainEngine(), keyFile: false);

    [RealEngineFact]
    public Task Key_files_are_held_by_an_agent_of_the_build() => SshAsync(MainEngine(), keyFile: true);

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_ssh_agent_lists_and_signs_for_builds_of_newer_engines(bool containerd) => SshAsync(NewerOf(containerd), keyFile: true);

    [RealEngineFact]
    public async Task The_engine_sees_a_session_end()
    {
        using DockerClient client = SessionBuild.Connect(MainEngine());
        BuildSession session = await BuildSession.OpenAsync(client, new BuildSessionServices { Secrets = Secret("token", "x") }, TestLimit.Token);
        await session.DisposeAsync();
        Assert.Null(session.Failure);
        SessionBuild build = await SessionBuild.RunAsync(client, session, SessionBuild.Context($"FROM {Engines.Image}\nRUN --mount=type=secret,id=token,required=true true\n"));
        Assert.NotNull(build.Error);
    }

    [RealEngineFact]
    public async Task A_cancelled_session_ends()
    {
        using DockerClient client = SessionBuild.Connect(MainEngine());
        using var cancel = new CancellationTokenSource();
        await using BuildSession session = await BuildSession.OpenAsync(client, new BuildSessionServices { Secrets = Secret("token", "x") }, cancel.Token);
        await cancel.CancelAsync();
        SessionBuild build = await SessionBuild.RunAsync(client, session, SessionBuild.Context($"FROM {Engines.Image}\nRUN --mount=type=secret,id=token,required=true true\n"));
        Assert.NotNull(build.Error);
        Assert.Null(session.Failure);
    }

    private static string MainEngine()
    {
        Engines.SkipOnPodman("it has no session beside a build");
        return Engines.Engine;
    }

    private static string NewerOf(bool containerd) => containerd ? Engines.ContainerdEngine : Engines.NewerEngine;

    private static Dictionary<string, Func<CancellationToken, Task<byte[]>>> Secret(string id, string value) => new() { [id] = _ => Task.FromResult(Encoding.UTF8.GetBytes(value)) };

    private async Task SecretAsync(string engine)
    {
        using DockerClient client = SessionBuild.Connect(engine);
        var lines = new List<string>();
        var services = new BuildSessionServices { Secrets = Secret("token", _unique), Log = lines.Add };
        await using BuildSession session = await BuildSession.OpenAsync(client, services, TestLimit.Token);
        SessionBuild build = await SessionBuild.RunAsync(client, session, SessionBuild.SecretContext());
        Assert.Null(build.Error);
        Assert.Contains($"value: {_unique}", build.Log);
        Assert.Null(session.Failure);
        Assert.Contains(lines, line => line.Contains("'token'", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(_unique, StringComparison.Ordinal));
    }

    private async Task PrivateBaseAsync(string engine)
    {
        string image = await PushPrivateAsync();
        using DockerClient client = SessionBuild.Connect(engine);
        byte[] context = SessionBuild.Context($"FROM {image}\nRUN echo from {_unique}\n");
        await using (BuildSession anonymous = await BuildSession.OpenAsync(client, new BuildSessionServices(), TestLimit.Token))
        {
            SessionBuild refused = await SessionBuild.RunAsync(client, anonymous, context, ("pull", "1"));
            Assert.NotNull(refused.Error);
        }

        var asked = new List<string>();
        var services = new BuildSessionServices
        {
            Credentials = (registry, _) =>
            {
                asked.Add(registry);
                return Task.FromResult<RegistryAuth?>(new RegistryAuth { Username = PrivateEngines.RegistryUser, Password = PrivateEngines.RegistryPassword, ServerAddress = registry });
            },
        };
        await using BuildSession session = await BuildSession.OpenAsync(client, services, TestLimit.Token);
        SessionBuild build = await SessionBuild.RunAsync(client, session, context, ("pull", "1"));
        Assert.True(build.Error is null, build.Error);
        Assert.Contains($"from {_unique}", build.Log);
        Assert.Contains(Engines.TlsRegistry, asked);
    }

    /// <summary>Puts the test image into the registry with password, and takes the name from the engine again.</summary>
    private async Task<string> PushPrivateAsync()
    {
        string image = $"{Engines.TlsRegistry}/{_unique}:1";
        using var raw = new RawEngine(Engines.Engine);
        await raw.PostAsync($"/images/{Engines.Image}/tag?repo={Engines.TlsRegistry}/{_unique}&tag=1");
        var auth = new JsonObject { ["username"] = PrivateEngines.RegistryUser, ["password"] = PrivateEngines.RegistryPassword, ["serveraddress"] = Engines.TlsRegistry };
        using var empty = new ByteArrayContent([]);
        empty.Headers.Add("X-Registry-Auth", Convert.ToBase64String(Encoding.UTF8.GetBytes(auth.ToJsonString())));
        string pushed = await raw.SendAsync(HttpMethod.Post, $"/images/{Engines.TlsRegistry}/{_unique}/push?tag=1", empty);
        Assert.DoesNotContain("errorDetail", pushed);
        await raw.DeleteAsync($"/images/{image}");
        return image;
    }

    private async Task OutputAsync(string engine)
    {
        byte[] large = new byte[3_000_000];
        new Random(5).NextBytes(large);
        var files = new Dictionary<string, byte[]>();
        var services = new BuildSessionServices
        {
            ReceiveOutput = async (stream, cancellationToken) =>
            {
                await using var reader = new TarReader(stream, leaveOpen: true);
                while (await reader.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
                {
                    if (entry.DataStream is { } data)
                    {
                        var content = new MemoryStream();
                        await data.CopyToAsync(content, cancellationToken);
                        files[entry.Name] = content.ToArray();
                    }
                }
            },
        };
        using DockerClient client = SessionBuild.Connect(engine);
        await using BuildSession session = await BuildSession.OpenAsync(client, services, TestLimit.Token);
        byte[] context = SessionBuild.Context("FROM scratch\nCOPY large small /\n", ("large", large, Executable), ("small", Encoding.UTF8.GetBytes(_unique), Executable));
        SessionBuild build = await SessionBuild.RunAsync(client, session, context, ("outputs", """[{"Type":"tar","Attrs":{}}]"""));
        Assert.Null(build.Error);
        Assert.Null(session.Failure);
        Assert.Equal(large, files["large"]);
        Assert.Equal(_unique, Encoding.UTF8.GetString(files["small"]));
    }

    private async Task SshAsync(string engine, bool keyFile)
    {
        (string Name, byte[] Content, UnixFileMode Mode)[] files = await FindSshAddAsync();
        string key = _folder.Combine("key");
        await RequireAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", _unique, "-f", key);
        string publicKey = (await File.ReadAllTextAsync(key + ".pub")).Split(' ')[1];

        // The other agent that may be given is one that runs already: here one that another session has started.
        IReadOnlyDictionary<string, Engine.Session.Ssh.ISshAgent> held = await Engine.Session.Ssh.SshAgents.OpenAsync(
            new Dictionary<string, SshForward> { ["x"] = new([key]) }, TestLimit.Token);
        try
        {
            string socket = Directory.GetDirectories(Path.GetTempPath(), "dockerps-ssh-*").Select(folder => Path.Combine(folder, "agent")).First(File.Exists);
            var services = new BuildSessionServices { SshForwards = new Dictionary<string, SshForward> { ["default"] = new([keyFile ? key : socket]) } };
            string dockerfile = $"""
                FROM {Engines.Image}
                COPY bin /bin/
                COPY lib /ssh/
                COPY key.pub /
                RUN --mount=type=ssh L="/ssh/$(cd /ssh; ls ld-*) --library-path /ssh /bin/ssh-add"; $L -L && $L -T /key.pub && echo signed; $L -D || echo refused; $L -L
                """;
            byte[] context = SessionBuild.Context(dockerfile + "\n", [.. files, ("key.pub", await File.ReadAllBytesAsync(key + ".pub"), Executable)]);
            using DockerClient client = SessionBuild.Connect(engine);
            await using BuildSession session = await BuildSession.OpenAsync(client, services, TestLimit.Token);
            SessionBuild build = await SessionBuild.RunAsync(client, session, context);
            Assert.True(build.Error is null, build.Error + build.Log + session.Failure);
            Assert.Null(session.Failure);
            Assert.Contains("signed", build.Log);
            Assert.Contains("refused", build.Log);
            Assert.Equal(3, build.Log.Split(publicKey).Length);
        }
        finally
        {
            await Engine.Session.Ssh.SshAgents.CloseAsync(held);
        }
    }

    /// <summary>This machine's own ssh-add with all that it loads, for an image that has none.</summary>
    private static async Task<(string Name, byte[] Content, UnixFileMode Mode)[]> FindSshAddAsync()
    {
        string program = CommandLine.Find("ssh-add") ?? throw new TestSkippedException("needs ssh-add");
        string ldd = CommandLine.Find("ldd") ?? throw new TestSkippedException("needs ldd");
        ChildProcess libraries = await ChildProcess.RunAsync(ldd, [program]);
        string[] paths = [.. libraries.Output.Split([' ', '\t', '\n']).Where(word => word.StartsWith('/'))];
        return [("bin/ssh-add", await File.ReadAllBytesAsync(program), Executable), .. paths.Select(path => ($"lib/{Path.GetFileName(path)}", File.ReadAllBytes(path), Executable))];
    }

    private static async Task RequireAsync(string program, params string[] arguments)
    {
        ChildProcess process = await ChildProcess.RunAsync(CommandLine.Find(program) ?? throw new TestSkippedException($"needs {program}"), arguments);
        Assert.True(process.ExitCode == 0, process.Error);
    }
}
