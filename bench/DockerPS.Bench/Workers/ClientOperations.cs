using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Bench.Raw;
using DockerPS.Engine.Api;
using DockerPS.Engine.Compose;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests.Stacks;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Copy;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Engine.Streams;

namespace DockerPS.Bench.Workers;

/// <summary>What the cmdlets do, by the engine client alone.</summary>
internal sealed class ClientOperations
{
    private static readonly ParallelOptions s_atOnce = new() { MaxDegreeOfParallelism = 16 };

    private readonly EngineApi _engine;

    public ClientOperations(string address) =>
        _engine = new EngineApi(new DockerConnection("bench", "benchmark", DockerEndpoint.Parse(address), new DockerClientOptions()));

    public Task RunAsync(string operation, string[] arguments) => operation switch
    {
        "compose" => RepeatAsync(arguments[1], () => Task.FromResult(ReadCompose(arguments[0]))),
        "list" => RepeatAsync(arguments[1], () => ListAsync(arguments[0])),
        "inspect" => EachAsync(arguments[0], async id => await _engine.Containers.InspectAsync(id, size: false, default).ConfigureAwait(false)),
        "create" => Parallel.ForAsync(0, Number(arguments[2]), s_atOnce, (index, _) => CreateAsync(arguments[0], arguments[1], index)),
        "remove" => EachAsync(arguments[0], async id => await _engine.Containers.RemoveAsync(id, force: true, volumes: false, link: false, default).ConfigureAwait(false)),
        "logs-objects" => ReadLinesAsync(arguments[0], timestamps: true),
        "logs-raw" => ReadLinesAsync(arguments[0], timestamps: false),
        "logs-file" => SaveLogAsync(arguments[0], arguments[1]),
        "exec" => RepeatAsync(arguments[1], () => ExecAsync(arguments[0])),
        "exec-many" => EachAsync(arguments[0], ExecAsync),
        "services" => RepeatAsync(arguments[1], () => ListServicesAsync(arguments[0])),
        "stack" => DeployAsync(arguments[0], ReadCompose(arguments[1])),
        "stats" => Task.WhenAll(Containers(arguments[0]).ToBlockingEnumerable().Select(container => _engine.Containers.GetStatAsync(container.Id, container.Name, oneShot: false, default))),
        "restart" => EachAsync(arguments[0], id => _engine.Containers.RestartAsync(id, null, 0, default)),
        "copy-in" => CopyInAsync(arguments[0], arguments[1], arguments[2]),
        "copy-out" => CopyOutAsync(arguments[0], arguments[1], arguments[2]),
        "export" => ExportAsync(arguments[0], arguments[1]),
        "image-save" => SaveAsync(arguments[0], arguments[1]),
        "image-load" => TellAsync(StreamOperation.Load, () => _engine.Images.OpenLoadAsync([], () => FileContent(arguments[0]), default)),
        "push" => TellAsync(StreamOperation.Push, () => _engine.Images.OpenPushAsync(arguments[0], arguments[1], null, RegistryAuth.AnonymousHeader, default)),
        "pull" => TellAsync(StreamOperation.Pull, () => _engine.Images.OpenPullAsync(arguments[0], arguments[1], null, null, default)),
        "build" => BuildAsync(arguments[0], arguments[1], null),
        "build-kit" => BuildAsync(arguments[0], arguments[1], "2"),
        _ => throw new ArgumentException($"The engine client has no operation '{operation}' here.", nameof(operation)),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task RepeatAsync(string times, Func<Task> action)
    {
        for (int i = Number(times); i > 0; i--)
        {
            await action().ConfigureAwait(false);
        }
    }

    private static ComposeProject ReadCompose(string file) => ComposeLoader.Load(new ComposeLoadOptions
    {
        Paths = [file],
        Environment = new Dictionary<string, string>(),
        CurrentDirectory = Path.GetDirectoryName(file)!,
    });

    private Task DeployAsync(string stack, ComposeProject project) =>
        Parallel.ForEachAsync(project.Services, s_atOnce, async (service, _) => await _engine.Services.CreateAsync(
            StackService.SpecOf(stack, project, service, StackReferences.None), null, default).ConfigureAwait(false));

    private IAsyncEnumerable<ContainerSummary> Containers(string label) =>
        _engine.Containers.ListAsync(new Filters().Add("label", label), null, size: false, default);

    private async Task ListAsync(string label)
    {
        await foreach (ContainerSummary _ in Containers(label).ConfigureAwait(false))
        {
        }
    }

    private async Task ListServicesAsync(string label)
    {
        await foreach (DockerServiceSummary _ in _engine.Services.ListAsync(new Filters().Add("label", label), default).ConfigureAwait(false))
        {
        }
    }

    private Task EachAsync(string label, Func<string, Task> action) =>
        Parallel.ForEachAsync(Containers(label), s_atOnce, async (container, _) => await action(container.Id).ConfigureAwait(false));

    private async ValueTask CreateAsync(string label, string image, int index)
    {
        string[] pair = label.Split('=', 2);
        var body = new JsonObject { ["Image"] = image, ["Cmd"] = new JsonArray("true"), ["Labels"] = new JsonObject { [pair[0]] = pair[1] } };
        string id = (await _engine.Containers.CreateAsync(RawEngine.ContainerName(label, index), null, body, default).ConfigureAwait(false)).Id;
        await _engine.Containers.InspectAsync(id, size: false, default).ConfigureAwait(false);
    }

    private async Task<DockerResponse> OpenLogAsync(string name, bool timestamps) =>
        await _engine.Containers.OpenLogsAsync(
            name, new QueryString().Add("stdout", true).Add("stderr", true).Add("tail", "all").Add("timestamps", timestamps), default).ConfigureAwait(false);

    private async Task ReadLinesAsync(string name, bool timestamps)
    {
        DockerResponse response = await OpenLogAsync(name, timestamps).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            var lines = new OutputLineReader(OutputReader.Create(response.Body, isTty: false), timestamps);
            while (await lines.ReadAsync(default).ConfigureAwait(false))
            {
            }
        }
    }

    private async Task SaveLogAsync(string name, string path)
    {
        DockerResponse response = await OpenLogAsync(name, timestamps: false).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            FileStream file = File.Create(path);
            await using (file.ConfigureAwait(false))
            {
                await OutputReader.Create(response.Body, isTty: false).CopyToAsync(file, file, default).ConfigureAwait(false);
            }
        }
    }

    private async Task ExecAsync(string name)
    {
        string id = await _engine.Exec.CreateAsync(name, new ExecRequest { Command = ["true"] }.ToJson(), default).ConfigureAwait(false);
        HijackedConnection connection = await _engine.Exec.StartAsync(id, tty: false, null, default).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await OutputReader.Create(connection.Stream, isTty: false).CopyToAsync(null, null, default).ConfigureAwait(false);
        }

        await _engine.Exec.InspectAsync(id, default).ConfigureAwait(false);
    }

    private Task CopyInAsync(string name, string folder, string file)
    {
        var tree = LocalTree.Scan(CopyPath.OfLocal(file, file), followLink: false, default);
        return _engine.Containers.ExtractArchiveAsync(name, name, folder, copyOwner: false, () => tree.CreateContent([Path.GetFileName(file)], null), default);
    }

    private async Task CopyOutAsync(string name, string path, string file)
    {
        (DockerResponse archive, _) = await _engine.Containers.OpenArchiveAsync(name, name, path, default).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            await new TarExtractor(file, new ExtractOptions { Base = CopyPath.InContainer(path, isWindows: false).BaseInContainer })
                .ExtractAsync(new ArchiveReader(archive.Body), default).ConfigureAwait(false);
        }
    }

    private async Task ExportAsync(string name, string file)
    {
        await WriteAsync(await _engine.Containers.OpenExportAsync(name, default).ConfigureAwait(false), file).ConfigureAwait(false);
    }

    private async Task SaveAsync(string name, string file) =>
        await WriteAsync(await _engine.Images.OpenSaveAsync([name], [], default).ConfigureAwait(false), file).ConfigureAwait(false);

    private static async Task WriteAsync(DockerResponse archive, string file)
    {
        await using (archive.ConfigureAwait(false))
        {
            FileStream output = File.Create(file);
            await using (output.ConfigureAwait(false))
            {
                await archive.Body.CopyToAsync(output).ConfigureAwait(false);
            }
        }
    }

    private static HttpContent FileContent(string path) => BuildContext.FromArchive(() => ContextArchive.Open(path)).CreateContent();

    private Task BuildAsync(string tag, string folder, string? version)
    {
        var context = BuildContext.FromFolder(folder);
        return TellAsync(StreamOperation.Build, () => _engine.Client.SendAsync(
            new DockerRequest(HttpMethod.Post, "/build", new QueryString().Add("t", tag).Add("rm", true).Add("version", version))
            {
                Content = () => context.CreateContent(),
                ResponseTimeout = Timeout.InfiniteTimeSpan,
            },
            default));
    }

    private static async Task TellAsync(StreamOperation operation, Func<Task<DockerResponse>> open)
    {
        DockerResponse response = await open().ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            var messages = new JsonSequenceReader<JsonMessage>(response.Body, StreamJsonContext.Default.JsonMessage);
            await foreach (JsonMessage message in messages.ReadAllAsync().ConfigureAwait(false))
            {
                message.ThrowIfError(operation);
            }
        }
    }
}
