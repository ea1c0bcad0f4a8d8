using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes volumes.</summary>
/// <remarks>
/// <para>Makes a volume and returns it. Several names make several volumes side by side, several engines (-Context a, b) a volume on each.
/// Without a name the engine makes one up, and takes the volume for an anonymous one, which Clear-DockerVolume removes.
/// The twin of docker volume create (POST /volumes/create).</para>
/// <para>A volume of that name which is there already is returned as it is; where its labels or options are not what was asked for,
/// there is a warning, and where its driver is not, an error.</para>
/// </remarks>
/// <example>
/// <title>Make a volume and use it</title>
/// <code>New-DockerVolume data; Run-Container -d -Name db -Volume data:/var/lib/postgresql/data postgres</code>
/// <para>What the container writes there outlives it.</para>
/// </example>
/// <example>
/// <title>In memory, with a limit</title>
/// <code>New-DockerVolume scratch -Option @{ type = 'tmpfs'; device = 'tmpfs'; o = 'size=100m,uid=1000' }</code>
/// <para>The options of the driver local are those of mount: type, device and o.</para>
/// </example>
/// <example>
/// <title>A share of a file server</title>
/// <code>New-DockerVolume media -Option type=nfs, o=addr=10.0.0.5,ro, device=:/export/media -Label tier=files</code>
/// <para>The engine mounts the share when a container first uses the volume.</para>
/// </example>
/// <example>
/// <title>Several on several engines</title>
/// <code>'logs', 'cache' | New-DockerVolume -Context test-1, test-2 -Label stage=test</code>
/// <para>Makes four volumes, and returns them.</para>
/// </example>
/// <seealso cref="GetDockerVolumeCommand"/>
[Cmdlet(VerbsCommon.New, "DockerVolume", SupportsShouldProcess = true)]
[Alias("Create-DockerVolume")]
[OutputType(typeof(DockerVolumeSummary))]
public sealed class NewDockerVolumeCommand : EngineCmdlet
{
    private JsonObject _body = [];

    /// <summary>The volume's name; several names make several volumes. By default the engine makes one up.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [NameTransformation(typeof(string))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The driver: local, or a plugin's name.</summary>
    /// <value>local</value>
    [Parameter]
    [Alias("d")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VolumeDriverCompleter))]
    public string? Driver { get; set; }

    /// <summary>Options of the driver: a hashtable, or 'name=value'. Those of local are type, device and o, as mount has them.</summary>
    [Parameter]
    [Alias("Opt", "o")]
    [ValidateNotNullOrEmpty]
    public object[]? Option { get; set; }

    /// <summary>Labels: 'name=value', or a hashtable.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Label { get; set; }

    /// <summary>How many volumes are made at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    private protected override void OnBegin()
    {
        base.OnBegin();
        _body = new JsonObject
        {
            [nameof(Driver)] = Driver ?? "local",
            ["DriverOpts"] = KeyValueText.ToJson(Option, "-Option"),
            ["Labels"] = KeyValueText.ToJson(Label, "-Label"),
        };
    }

    private protected override void OnRecord()
    {
        if (Name?.FirstOrDefault(static name => name.StartsWith('-')) is { } dashed)
        {
            throw CommandWords.DashError(this, "a volume", dashed);
        }
    }

    private protected override async Task ProcessAsync()
    {
        IReadOnlyList<EngineApi> engines = SelectEngines();
        string[] names = Name ?? [""];
        foreach (EngineApi engine in engines)
        {
            Task Make() => MakeAllAsync(engine, names);
            await (engines.Count == 1
                ? AttributeAsync(engine.Connection, Make)
                : GuardAsync(engine.Connection, engine.Connection.Name, Make)).ConfigureAwait(false);
        }
    }

    private async Task MakeAllAsync(EngineApi engine, string[] names)
    {
        bool reached = false;
        foreach (string name in names)
        {
            if (!await ShouldProcessAsync($"{(name.Length == 0 ? "an anonymous volume" : name)} on {engine.Connection.Name}", "Create volume").ConfigureAwait(false))
            {
                continue;
            }

            if (!reached)
            {
                // An engine that is down is one error, not one for each volume.
                await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
                reached = true;
            }

            await QueueAsync(() => GuardAsync(engine.Connection, name.Length == 0 ? null : name, () => MakeAsync(engine, name))).ConfigureAwait(false);
        }
    }

    private async Task MakeAsync(EngineApi engine, string name)
    {
        var body = (JsonObject)_body.DeepClone();
        if (name.Length > 0)
        {
            body[nameof(Name)] = name;
        }

        DockerVolumeSummary volume = await ChangeAsync(token => engine.Volumes.CreateAsync(body, token)).ConfigureAwait(false);
        string[] others =
        [
            .. Others("labels", "Labels", volume.Labels),
            .. Others("options", "DriverOpts", volume.Options),
        ];
        if (others.Length > 0)
        {
            await WarnAsync($"{volume.Name} on {engine.Connection.Name} was there already, with other {string.Join(" and ", others)}; it is as it was.").ConfigureAwait(false);
        }

        await WriteAsync(volume).ConfigureAwait(false);
    }

    /// <summary>The kind, where a value is not what was asked for.</summary>
    private IEnumerable<string> Others(string kind, string field, StringMap found)
    {
        bool differ = _body[field]!.AsObject().Any(pair => !found.TryGetValue(pair.Key, out string? value) || value != (string?)pair.Value);
        return differ ? [kind] : [];
    }
}
