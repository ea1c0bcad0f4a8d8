using System.Collections;
using System.Formats.Tar;
using System.Management.Automation;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.Build;

/// <summary>New-Image with BuildKit on real engines, the session beside it included.</summary>
public sealed class BuildKitOnEngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _unique = Guid.NewGuid().ToString("N");

    private static PrivateEngines Engines => PrivateEngines.Current;

    public void Dispose() => _folder.Dispose();

    [RealEngineFact]
    public void A_build_tells_its_steps_and_the_second_comes_from_the_cache()
    {
        Write("app/Dockerfile", $"FROM {Engines.Image} AS one\nRUN echo {_unique}\nFROM one\nCOPY a.txt /\n");
        Write("app/a.txt", _unique);
        CmdletResult first = Runner("app", "-Tag", $"{_unique}:1").Run().AssertNoErrors();
        BuiltImage image = Assert.Single(first.OutputAs<BuiltImage>());
        Assert.Equal(("BuildKit", $"{_unique}:1", TestRun.Id), (image.Builder, image.Reference, image.Labels[TestRun.Label]));
        BuildStep run = image.Steps.Single(static step => step.Instruction.StartsWith("RUN ", StringComparison.Ordinal));
        Assert.Equal((2, 2, "one", false), (run.Number, run.Total, run.Stage, run.IsCached));
        Assert.True(run.Duration > TimeSpan.Zero && image.Duration >= run.Duration);
        Assert.Contains(first.Information, record => record.ToString().EndsWith(' ' + _unique, StringComparison.Ordinal));

        BuiltImage second = Assert.Single(Runner("app").Run().AssertNoErrors().OutputAs<BuiltImage>());
        Assert.Equal(image.TotalSteps, second.TotalSteps);
        Assert.True(second.Steps.Single(static step => step.Instruction.StartsWith("RUN ", StringComparison.Ordinal)).IsCached);
        Assert.Equal(0, Assert.Single(Runner("app", "-NoCache").Run().AssertNoErrors().OutputAs<BuiltImage>()).Steps.Count(static step => step.IsCached && step.Instruction.StartsWith("RUN ", StringComparison.Ordinal)));
    }

    [RealEngineFact]
    public void Run_takes_mounts_of_every_kind()
    {
        Write("app/Dockerfile",
            $"""
            FROM {Engines.Image}
            RUN --mount=type=cache,target=/c echo {_unique} > /c/{_unique}
            RUN --mount=type=cache,target=/c cat /c/{_unique}
            RUN --mount=type=bind,target=/b cat /b/a.txt
            RUN --mount=type=tmpfs,target=/t grep /t /proc/mounts
            RUN --mount=type=secret,id=table --mount=type=secret,id=text --mount=type=secret,id=file --mount=type=secret,id=env cd /run/secrets; cat table text file env | sha256sum
            """);
        Write("app/a.txt", "bound " + _unique + "\n");
        Write("secret", "of the file");
        using var secure = new SecureString();
        foreach (char c in "of the table")
        {
            secure.AppendChar(c);
        }

        Environment.SetEnvironmentVariable("DOCKERPS_TEST_" + _unique, "of the variable");
        CmdletResult result = Runner("app", "-NoCache")
            .With("Secret", new object[] { new Hashtable { ["table"] = secure, ["text"] = "of the text" }, "id=file,src=secret", $"id=env,env=DOCKERPS_TEST_{_unique}" })
            .With("Debug", true).Run().AssertNoErrors();
        string log = string.Join('\n', result.Information);
        Assert.Contains($"bound {_unique}", log, StringComparison.Ordinal);
        Assert.Contains("tmpfs /t tmpfs", log, StringComparison.Ordinal);
        Assert.Contains(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("of the tableof the textof the fileof the variable"u8)), log, StringComparison.Ordinal);
        string all = string.Join('\n', [log, .. result.Verbose, .. result.Debug, .. result.Warnings]);
        Assert.DoesNotContain("of the t", all, StringComparison.Ordinal);
    }

    [RealEngineFact]
    public void A_secret_that_was_not_given_fails_the_step()
    {
        ErrorRecord error = Assert.Single(
            Runner().With("Secret", new Hashtable { ["other"] = "x" }).Input($"FROM {Engines.Image}", "RUN --mount=type=secret,id=wanted,required=true true").Run().Errors);
        Assert.StartsWith("BuildFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("wanted", error.Exception.Message, StringComparison.Ordinal);
    }

    [RealEngineFact]
    public void A_failed_step_shows_its_output_and_its_lines()
    {
        Write("app/Dockerfile", $"FROM {Engines.Image}\n\nRUN echo {_unique}; \\\n    exit 7\n");
        ErrorRecord error = Assert.Single(Runner("app").Run().Errors);
        Assert.StartsWith("BuildFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var failure = Assert.IsType<OperationFailedException>(error.Exception);
        Assert.Equal((7, 2, 3), (failure.Code, failure.Step!.Number, failure.Line));
        Assert.Equal([_unique], failure.LastLines);
        Assert.Equal([$"3 | RUN echo {_unique}; \\", "4 |     exit 7"], failure.SourceLines);
        Assert.Equal(Engines.Engine, failure.Engine);
    }

    [RealEngineFact]
    public void The_result_goes_to_a_folder_an_archive_or_the_pipeline()
    {
        string[] dockerfile = [$"FROM {Engines.Image} AS make", $"RUN mkdir /o /o/d; echo {_unique} > /o/d/f; ln -s d/f /o/l", "FROM scratch", "COPY --from=make /o /"];
        BuildResult folder = Assert.Single(Runner().With("Output", "out").Input([.. dockerfile]).Run().AssertNoErrors().OutputAs<BuildResult>());
        Assert.Equal(("local", _folder.Combine("out")), (folder.OutputType, folder.Path));
        Assert.Equal(new[] { _folder.Combine("out", "d"), _folder.Combine("out", "l") }, folder.Files);
        Assert.Equal(_unique + "\n", File.ReadAllText(_folder.Combine("out", "l")));

        BuildResult archive = Assert.Single(Runner().With("Output", new Hashtable { ["Type"] = "tar", ["Destination"] = "out.tar" }).Input([.. dockerfile]).Run().AssertNoErrors().OutputAs<BuildResult>());
        Assert.Equal([_folder.Combine("out.tar")], archive.Files);
        using FileStream file = File.OpenRead(_folder.Combine("out.tar"));
        Assert.Contains("d/f", Names(file));

        byte[] bytes = [.. Runner().With("Output", "-").Input([.. dockerfile]).Run().AssertNoErrors().OutputAs<byte[]>().SelectMany(static chunk => chunk)];
        Assert.Contains("d/f", Names(new MemoryStream(bytes)));

        BuildResult nothing = Assert.Single(Runner().With("Output", "type=cacheonly").Input([.. dockerfile]).Run().AssertNoErrors().OutputAs<BuildResult>());
        Assert.Equal(("cacheonly", null), (nothing.OutputType, nothing.Path));
    }

    [RealEngineFact]
    public async Task A_result_that_cannot_be_written_is_the_error()
    {
        Write("out", "a file is in the way");
        ErrorRecord error = Assert.Single(Runner().With("Output", "out").Input($"FROM {Engines.Image}").Run().Errors);
        Assert.IsAssignableFrom<IOException>(error.Exception);
        Assert.Equal("a file is in the way", await File.ReadAllTextAsync(_folder.Combine("out")));
    }

    [RealEngineFact]
    public async Task A_stop_ends_the_step_on_the_engine()
    {
        CmdletRunner runner = Runner().Input($"FROM {Engines.Image}", $"RUN sleep 600; echo {_unique}");
        Task<CmdletResult> running = Task.Run(runner.Run);
        await Wait.UntilAsync(() => Task.FromResult(StepProcess.IsRunning(_unique)), "the process of the step");
        runner.Stop();
        Assert.True((await running).Stopped);
        await Wait.UntilAsync(() => Task.FromResult(!StepProcess.IsRunning(_unique)), "the end of the process");
    }

    [RealEngineFact(TlsRegistry)]
    public async Task A_private_base_image_and_frontend_are_asked_for_with_the_login()
    {
        using var raw = new RawEngine(Engines.Engine);
        string name = $"{Engines.TlsRegistry}/{_unique}";
        await raw.PostAsync($"images/{Engines.Image}/tag?repo={name}&tag=1");
        using var empty = new ByteArrayContent([]);
        empty.Headers.Add("X-Registry-Auth", Convert.ToBase64String(Encoding.UTF8.GetBytes(
            new JsonObject { ["username"] = PrivateEngines.RegistryUser, ["password"] = PrivateEngines.RegistryPassword, ["serveraddress"] = Engines.TlsRegistry }.ToJsonString())));
        Assert.DoesNotContain("errorDetail", await raw.SendAsync(HttpMethod.Post, $"images/{name}/push?tag=1", empty), StringComparison.Ordinal);
        await raw.DeleteAsync($"images/{name}:1");

        ErrorRecord refused = Assert.Single(Runner("-Pull").Input($"FROM {name}:1", $"RUN echo {_unique}").Run().Errors);
        Assert.StartsWith("RegistryUnauthorized,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        CmdletResult built = Runner("-Pull").With("Credential", Login()).Input($"FROM {name}:1", $"RUN echo {_unique}").Run().AssertNoErrors();
        Assert.Single(built.OutputAs<BuiltImage>());

        // There is no such frontend: with the login the registry says so, without it says nothing.
        string[] syntax = [$"# syntax={Engines.TlsRegistry}/no-frontend:1", $"FROM {name}:1"];
        Assert.StartsWith("RegistryUnauthorized,", Assert.Single(Runner().Input([.. syntax]).Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        string asked = Assert.Single(Runner().With("Credential", Login()).Input([.. syntax]).Run().Errors).Exception.Message;
        Assert.Contains("not found", asked, StringComparison.Ordinal);
    }

    [RealEngineFact]
    public Task An_ssh_agent_signs_for_a_build_and_keys_stay_here()
    {
        Engines.SkipOnPodman("podman has no BuildKit");
        return SshAsync(Engines.Engine);
    }

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_ssh_agent_signs_for_builds_of_newer_engines(bool containerd) => SshAsync(containerd ? Engines.ContainerdEngine : Engines.NewerEngine);

    [RealEngineFact]
    public void What_was_built_is_run_as_it_comes()
    {
        // Without a name: by its id, on the engine that it was built on.
        BuiltImage image = Assert.Single(Runner().Input($"FROM {Engines.Image}", $"RUN echo {_unique} > /o").Run().AssertNoErrors().OutputAs<BuiltImage>());
        CmdletResult ran = CmdletRunner.Create("Invoke-Container").Words(image, "cat", "/o").With("AutoRemove", true).With("Label", Label).Run().AssertNoErrors();
        Assert.Equal([_unique], ran.OutputAs<string>());
        foreach (CmdletRunner create in new[] { CmdletRunner.Create("New-Container").Words(image, "true"), CmdletRunner.Create("New-Container").Input(image) })
        {
            ContainerDetail container = Assert.Single(create.With("Label", Label).Run().AssertNoErrors().OutputAs<ContainerDetail>());
            Assert.Equal((image.Id, Engines.Engine), (container.ImageId, container.Engine));
            CmdletRunner.Create("Remove-Container").Input(container).Run().AssertNoErrors();
        }
    }

    [RealEngineFact(SecondEngine)]
    public void Several_engines_build_side_by_side()
    {
        CmdletResult result = CmdletRunner.Create("New-Image").With("HostAddress", new[] { Engines.Engine, Engines.SecondEngine }).With("Builder", "BuildKit").With("Label", Label)
            .Input($"FROM {Engines.Image}", $"RUN echo {_unique}").Run().AssertNoErrors();
        Assert.Equal(new[] { Engines.Engine, Engines.SecondEngine }.Order(), result.OutputAs<BuiltImage>().Select(static image => image.Engine).Order());
        Assert.All(result.Information, static record => Assert.StartsWith("[unix://", record.ToString(), StringComparison.Ordinal));
    }

    [RealEngineFact(Newer)]
    public void Newer_engines_build_with_BuildKit_and_know_its_language()
    {
        Write("app/Dockerfile", $"FROM {Engines.Image} AS base\nRUN <<EOF\necho {_unique}\nEOF\nFROM base as last\nCOPY --link a.txt /\nCOPY <<EOF /b.txt\nb\nEOF\n");
        Write("app/a.txt", _unique);
        foreach (string address in new[] { Engines.NewerEngine, Engines.ContainerdEngine })
        {
            CmdletResult result = CmdletRunner.Create("New-Image").With("HostAddress", address).With("Label", Label).At(_folder.Path).Words("app").Run().AssertNoErrors();
            Assert.Equal("BuildKit", Assert.Single(result.OutputAs<BuiltImage>()).Builder);
            Assert.Contains(result.Information, record => record.ToString().EndsWith(' ' + _unique, StringComparison.Ordinal));
            Assert.Contains("FromAsCasing", Assert.Single(result.Warnings), StringComparison.Ordinal);
        }
    }

    [RealEngineFact(Newer)]
    public void Newer_engines_of_both_image_stores_have_each_output()
    {
        string[] dockerfile = [$"FROM {Engines.Image}", $"RUN echo {_unique} > /u"];
        foreach (string address in new[] { Engines.NewerEngine, Engines.ContainerdEngine })
        {
            CmdletRunner To(string output) => CmdletRunner.Create("New-Image").With("HostAddress", address).With("Label", new[] { Label, _unique }).With("Quiet", true).At(_folder.Path)
                .With("Output", output).Input([.. dockerfile]);
            Assert.Equal("cacheonly", Assert.Single(To("type=cacheonly").Run().AssertNoErrors().OutputAs<BuildResult>()).OutputType);
            Assert.Empty(Made(address));
            BuiltImage image = Assert.Single(To($"type=image,name={_unique}:out").Run().AssertNoErrors().OutputAs<BuiltImage>());
            Assert.Contains($"{_unique}:out", image.Tags);
            Assert.True(image.Steps.Single(static step => step.Instruction.StartsWith("RUN ", StringComparison.Ordinal)).IsCached);
            Assert.Single(Made(address));
            To("out").Run().AssertNoErrors();
            Assert.Equal(_unique + "\n", File.ReadAllText(_folder.Combine("out", "u")));
        }
    }

    private List<Image> Made(string address) =>
        CmdletRunner.Create("Get-Image").With("HostAddress", address).With("Filter", new Hashtable { ["label"] = _unique }).Run().AssertNoErrors().OutputAs<Image>();

    private async Task SshAsync(string engine)
    {
        string program = CommandLine.Find("ssh-add") ?? throw new TestSkippedException("needs ssh-add");
        string agent = CommandLine.Find("ssh-agent") ?? throw new TestSkippedException("needs ssh-agent");
        string keygen = CommandLine.Find("ssh-keygen") ?? throw new TestSkippedException("needs ssh-keygen");
        string ldd = CommandLine.Find("ldd") ?? throw new TestSkippedException("needs ldd");
        string key = _folder.Combine("key");
        Assert.Equal(0, (await ChildProcess.RunAsync(keygen, ["-q", "-t", "ed25519", "-N", "", "-C", _unique, "-f", key])).ExitCode);

        // The image has none: this machine's own goes along with all that it loads.
        Directory.CreateDirectory(_folder.Combine("app", "lib"));
        File.Copy(program, _folder.Combine("app", "ssh-add"));
        File.Copy(key + ".pub", _folder.Combine("app", "key.pub"));
        foreach (string library in (await ChildProcess.RunAsync(ldd, [program])).Output.Split([' ', '\t', '\n']).Where(static word => word.StartsWith('/')))
        {
            File.Copy(library, _folder.Combine("app", "lib", Path.GetFileName(library)));
        }

        Write(
            "app/Dockerfile",
            $"FROM {Engines.Image}\nCOPY . /ssh\n"
            + "RUN --mount=type=ssh cd /ssh; L=\"lib/$(ls lib | grep ^ld-) --library-path lib ./ssh-add\"; $L -L && $L -T key.pub && echo signed; $L -D || echo refused\n");
        string socket = _folder.Combine("agent");
        using var running = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(agent, ["-D", "-a", socket]) { RedirectStandardOutput = true })!;
        try
        {
            await Wait.UntilAsync(() => Task.FromResult(File.Exists(socket)), "the agent's socket");
            Assert.Equal(0, (await ChildProcess.RunAsync("/usr/bin/env", ["SSH_AUTH_SOCK=" + socket, program, "-q", key])).ExitCode);
            CmdletResult result = CmdletRunner.Create("New-Image").With("HostAddress", engine).With("Builder", "BuildKit").With("Label", Label).At(_folder.Path)
                .Words("app", "-NoCache", "-Ssh", "default=" + socket).Run().AssertNoErrors();
            string log = string.Join('\n', result.Information);
            Assert.Contains(File.ReadAllText(key + ".pub").Split(' ')[1], log, StringComparison.Ordinal);
            Assert.Contains(" signed", log, StringComparison.Ordinal);
            Assert.Contains(" refused", log, StringComparison.Ordinal);
        }
        finally
        {
            running.Kill();
            await running.WaitForExitAsync();
        }
    }

    private static string Label => $"{TestRun.Label}={TestRun.Id}";

    private static List<string> Names(Stream archive)
    {
        using var reader = new TarReader(archive);
        List<string> names = [];
        while (reader.GetNextEntry() is { } entry)
        {
            names.Add(entry.Name.TrimStart('.', '/'));
        }

        return names;
    }

    private static PSCredential Login()
    {
        var password = new SecureString();
        foreach (char c in PrivateEngines.RegistryPassword)
        {
            password.AppendChar(c);
        }

        return new PSCredential(PrivateEngines.RegistryUser, password);
    }

    private CmdletRunner Runner(params string[] words)
    {
        Engines.SkipOnPodman("podman has no BuildKit");
        return CmdletRunner.Create("New-Image").With("HostAddress", Engines.Engine).With("Builder", "BuildKit").With("Label", Label).At(_folder.Path).Words([.. words]);
    }

    private void Write(string name, string text)
    {
        string path = _folder.Combine(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
