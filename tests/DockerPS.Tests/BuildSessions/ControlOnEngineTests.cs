using System.Text;
using System.Text.Json.Nodes;
using DockerPS.Engine.Http;
using DockerPS.Engine.Session;
using DockerPS.Engine.Session.Control;
using DockerPS.Engine.Session.Grpc;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using static DockerPS.Tests.RealEngine.RealEngineRequirements;

namespace DockerPS.Tests.BuildSessions;

/// <summary>Builds through BuildKit's own service, on the main engine and on the newer ones.</summary>
public sealed class ControlOnEngineTests
{
    private readonly string _unique = Guid.NewGuid().ToString("N");

    private static PrivateEngines Engines => PrivateEngines.Current;

    [RealEngineFact]
    public Task An_image_is_built_from_an_uploaded_context() => BuildAsync(MainEngine());

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_image_is_built_from_an_uploaded_context_by_newer_engines(bool containerd) => BuildAsync(NewerOf(containerd));

    [RealEngineFact(Newer)]
    public async Task Two_platforms_are_built_at_once()
    {
        await SolveAsync(Engines.ContainerdEngine, "FROM scratch\nCOPY Dockerfile /\n", ("platform", "linux/amd64,linux/arm64"));
        using var raw = new RawEngine(Engines.ContainerdEngine);
        JsonNode list = await raw.GetJsonAsync("/images/json?manifests=1&filters=" + Uri.EscapeDataString($"{{\"reference\":[\"{_unique}\"]}}"));
        string[] platforms = [.. list[0]!["Manifests"]!.AsArray().Select(manifest => (string?)manifest!["ImageData"]?["Platform"]?["architecture"]).OfType<string>().Order()];
        Assert.Equal(["amd64", "arm64"], platforms);
    }

    [RealEngineFact]
    public Task No_cache_holds_for_one_stage() => NoCacheAsync(MainEngine());

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public Task No_cache_holds_for_one_stage_on_newer_engines(bool containerd) => NoCacheAsync(NewerOf(containerd));

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_named_context_stands_for_an_image(bool containerd)
    {
        string log = await SolveAsync(NewerOf(containerd), $"FROM missing.invalid/base\nRUN echo {_unique}\n", ("context:missing.invalid/base", $"docker-image://{Engines.Image}"));
        Assert.Contains(_unique, log);
    }

    [RealEngineFact]
    public Task A_failed_build_tells_the_lines_of_its_Dockerfile() => FailAsync(MainEngine());

    [RealEngineTheory(Newer)]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_failed_build_tells_the_lines_of_its_Dockerfile_on_newer_engines(bool containerd) => FailAsync(NewerOf(containerd));

    [RealEngineFact]
    public async Task A_cancelled_build_ends_on_the_engine()
    {
        using DockerClient client = SessionBuild.Connect(MainEngine());
        await using BuildSession session = await OpenAsync(client, $"FROM {Engines.Image}\nRUN echo begun; sleep 1000\n");
        using var control = new BuildKitControl(client);
        BuildKitSolve solve = Solve(session, ("no-cache", ""));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestLimit.Token);
        Task<IReadOnlyDictionary<string, string>> solving = control.SolveAsync(solve, cancel.Token);
        GrpcException? ended = null;
        try
        {
            await foreach (ReadOnlyMemory<byte> status in control.StatusAsync(solve.Reference, TestLimit.Token))
            {
                if (SessionBuild.ReadLog(status.Span).Contains("begun", StringComparison.Ordinal))
                    await cancel.CancelAsync();
            }
        }
        catch (GrpcException e)
        {
            ended = e;
        }

        // The status ends because the build did.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => solving);
        Assert.True(ended is null || ended.Status is GrpcStatus.Cancelled or GrpcStatus.Unknown, ended?.Message);
    }

    [RealEngineFact]
    public async Task A_build_that_there_is_not_has_no_status()
    {
        using DockerClient client = SessionBuild.Connect(MainEngine());
        using var control = new BuildKitControl(client);
        GrpcException error = await Assert.ThrowsAsync<GrpcException>(async () =>
        {
            await foreach (ReadOnlyMemory<byte> _ in control.StatusAsync(_unique, TestLimit.Token))
            {
            }
        });
        Assert.Contains(_unique, error.Message);
    }

    private static string MainEngine()
    {
        Engines.SkipOnPodman("it has no BuildKit");
        return Engines.Engine;
    }

    private static string NewerOf(bool containerd) => containerd ? Engines.ContainerdEngine : Engines.NewerEngine;

    private static Task<BuildSession> OpenAsync(DockerClient client, string dockerfile)
    {
        byte[] context = SessionBuild.Context(dockerfile);
        var services = new BuildSessionServices
        {
            Uploads = new Dictionary<string, Func<Stream, CancellationToken, Task>>
            {
                ["context"] = (stream, cancellationToken) => stream.WriteAsync(context, cancellationToken).AsTask(),
            },
        };
        return BuildSession.OpenAsync(client, services, TestLimit.Token);
    }

    private async Task BuildAsync(string engine)
    {
        string log = await SolveAsync(engine, $"FROM {Engines.Image}\nARG WHO\nRUN echo hello $WHO\n", ("build-arg:WHO", _unique));
        Assert.Contains($"hello {_unique}", log);
        using var raw = new RawEngine(engine);
        JsonNode image = await raw.GetJsonAsync($"/images/{_unique}/json");
        Assert.Equal(TestRun.Id, (string?)image["Config"]!["Labels"]![TestRun.Label]);
    }

    private async Task NoCacheAsync(string engine)
    {
        string dockerfile = $"FROM {Engines.Image} AS kept\nRUN echo kept {_unique} > /kept\nRUN echo ran kept\nFROM {Engines.Image} AS fresh\nRUN echo ran fresh {_unique}\nFROM fresh\nCOPY --from=kept /kept /\n";
        string first = await SolveAsync(engine, dockerfile);
        Assert.Contains("ran kept", first);
        Assert.Contains("ran fresh", first);
        string second = await SolveAsync(engine, dockerfile, ("no-cache", "fresh"));
        Assert.DoesNotContain("ran kept", second);
        Assert.Contains("ran fresh", second);
    }

    private async Task FailAsync(string engine)
    {
        string dockerfile = $"FROM {Engines.Image}\n# {_unique}\nRUN true && \\\n    exit 7\n";
        GrpcException error = await Assert.ThrowsAsync<GrpcException>(() => SolveAsync(engine, dockerfile));
        Assert.Contains("exit code: 7", error.Message);
        // The BuildKit of 20.10 tells the message of an error, and no lines.
        if (engine == Engines.Engine && error.Details.IsEmpty)
            return;

        BuildErrorSource source = Assert.Single(BuildErrorSource.Read(error.Details));
        Assert.Equal("Dockerfile", source.FileName);
        Assert.Equal(dockerfile, source.Text);
        Assert.Equal([3, 4], source.Lines.SelectMany(lines => Enumerable.Range(lines.First, lines.Last - lines.First + 1)));
    }

    private BuildKitSolve Solve(BuildSession session, params (string Name, string Value)[] attributes) => new()
    {
        Reference = Guid.NewGuid().ToString("N"),
        Session = session.Id,
        ExporterAttributes = new Dictionary<string, string> { ["name"] = _unique },
        FrontendAttributes = new Dictionary<string, string>(attributes.Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value)))
        {
            ["context"] = BuildSession.UploadUrl("context"),
            [$"label:{TestRun.Label}"] = TestRun.Id,
        },
    };

    /// <returns>What the steps wrote.</returns>
    private async Task<string> SolveAsync(string engine, string dockerfile, params (string Name, string Value)[] attributes)
    {
        using DockerClient client = SessionBuild.Connect(engine);
        await using BuildSession session = await OpenAsync(client, dockerfile);
        using var control = new BuildKitControl(client);
        BuildKitSolve solve = Solve(session, attributes);
        Task<string> log = ReadLogAsync(control, solve.Reference);
        IReadOnlyDictionary<string, string> result = await control.SolveAsync(solve, TestLimit.Token);
        Assert.Null(session.Failure);
        Assert.NotEmpty(result);
        return await log;
    }

    private static async Task<string> ReadLogAsync(BuildKitControl control, string reference)
    {
        var log = new StringBuilder();
        await foreach (ReadOnlyMemory<byte> status in control.StatusAsync(reference, TestLimit.Token))
            log.Append(SessionBuild.ReadLog(status.Span));

        return log.ToString();
    }
}
