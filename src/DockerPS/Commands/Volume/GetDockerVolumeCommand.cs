using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets volumes.</summary>
/// <remarks>
/// <para>Returns volumes from one engine or from many. The twin of docker volume ls (GET /volumes). With -Detailed, of docker volume inspect
/// (GET /volumes/{name}), and besides with the bytes in each, and with the containers that mount it, stopped ones too.</para>
/// <para>Containers that are piped in stand for the volumes that they mount; volumes can be piped on to Get-Container.</para>
/// </remarks>
/// <example>
/// <title>List all volumes</title>
/// <code>Get-DockerVolume</code>
/// <para>Shows the volumes with their drivers and their age.</para>
/// </example>
/// <example>
/// <title>See who uses a volume, and how big it is</title>
/// <code>Get-DockerVolume data -Detailed</code>
/// <para>Shows the bytes in it and the containers that mount it, with the path in each.</para>
/// </example>
/// <example>
/// <title>Find the biggest volumes that nothing uses</title>
/// <code>Get-DockerVolume -Dangling $true -Detailed | Sort-Object Size -Descending | Select-Object -First 5</code>
/// <para>Unused volumes are those that no container mounts, not even a stopped one.</para>
/// </example>
/// <example>
/// <title>Between containers and volumes</title>
/// <code>Get-Container web | Get-DockerVolume; Get-DockerVolume data | Get-Container</code>
/// <para>The volumes that the container mounts; then the containers, stopped ones too, that mount the volume.</para>
/// </example>
/// <example>
/// <title>Ask many engines</title>
/// <code>Get-DockerVolume -Label com.docker.compose.project=shop -Context prod-*</code>
/// <para>The volumes of a compose project on every engine whose context begins with prod-.</para>
/// </example>
/// <seealso cref="NewDockerVolumeCommand"/>
/// <seealso cref="ClearDockerVolumeCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerVolume", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerVolumeSummary), typeof(DockerVolumeDetail))]
public sealed class GetDockerVolumeCommand : VolumeTargetCmdlet
{
    internal const string ContainerSet = "Container";
    internal const string ContainerObjectSet = "ContainerObject";

    private const int InspectionsAtOnce = 16;

    // Containers share volumes: each volume is told once.
    private readonly HashSet<(string Engine, string Name)> _told = [];
    private ListedNames<ResolvedVolume>? _names;
    private ContainerResolver? _containers;
    private VolumeUsageReader? _usage;

    /// <summary>The volumes, by name. Wildcards are allowed. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerVolume))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VolumeCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Only volumes that these containers mount: names with wildcards, or ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ContainerSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public string[]? Container { get; set; }

    /// <summary>Only volumes that these containers mount: objects of Get-Container, each on its own engine.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ContainerObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Container))]
    public Container[]? ContainerObject { get; set; }

    /// <summary>Only volumes of these drivers: local, or a plugin's name.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VolumeDriverCompleter))]
    public string[]? Driver { get; set; }

    /// <summary>$true: only volumes that no container mounts, not even a stopped one. $false: only those that one does.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public bool? Dangling { get; set; }

    /// <summary>Only volumes with all these labels: "name", "name=value", or a hashtable.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public object[]? Label { get; set; }

    /// <summary>Filters of the engine, by name; a value may be a list: @{ name = 'part of it' }. Docker's form is taken too: name=data.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Inspects each volume, and adds its bytes and the containers that mount it. The engine counts the bytes of all its local volumes
    /// anew for that, and engines before 23 those of its images and containers too: slow.</summary>
    [Parameter]
    [Alias("Inspect")]
    public SwitchParameter Detailed { get; set; }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside -VolumeName it also comes from the object's own Connection property, as text after CSV, JSON or a job, and is needed.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = ContainerSet)]
    [Parameter(ParameterSetName = ContainerObjectSet)]
    [Parameter(Mandatory = true, ParameterSetName = VolumeNameSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        switch (ParameterSetName)
        {
            case NameSet when !IsPlainName():
                await ForEachEngineAsync(ListAsync).ConfigureAwait(false);
                await Names.ReportMissingAsync().ConfigureAwait(false);
                break;
            case ContainerSet:
                await WriteOfContainersAsync(ResolveNamesAsync(_containers ??= new ContainerResolver(StopToken), Container!)).ConfigureAwait(false);
                break;
            case ContainerObjectSet:
                await WriteOfContainersAsync(
                    ResolveObjectsAsync(ContainerObject!, static (engine, container) => ResolvedContainer.Of(engine, container))).ConfigureAwait(false);
                break;
            default:
                // Objects and names without filters: the engine finds each by itself.
                await foreach (ResolvedVolume volume in ResolveAsync().ConfigureAwait(false))
                {
                    await GuardAsync(volume.Engine.Connection, volume.Target, () => WriteOneAsync(volume)).ConfigureAwait(false);
                }

                break;
        }
    }

    private ListedNames<ResolvedVolume> Names => _names ??= new(
        NewResolver, static volume => volume.Name, (error, name) => WriteErrorAsync(error, name));

    private VolumeUsageReader Usage => _usage ??= new(WarnAsync, StopToken);

    /// <summary>True where only literal names of single volumes were given.</summary>
    private bool IsPlainName() =>
        Name is not null
        && ListedNames<ResolvedVolume>.AreLiteral(Name)
        && Driver is null && Dangling is null && Label is null && Filter is null;

    private async Task WriteOneAsync(ResolvedVolume volume)
    {
        if (Detailed || ParameterSetName == InputObjectSet)
        {
            // As it is now; what was piped in is what it was.
            await WriteAsync(await ReadAsync(volume.Engine, volume.Name).ConfigureAwait(false)).ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(volume.Volume).ConfigureAwait(false);
        }
    }

    private async Task<DockerVolume> ReadAsync(EngineApi engine, string name) => Detailed
        ? await Usage.ReadAsync(engine, name).ConfigureAwait(false)
        : await engine.Volumes.FindAsync(name, StopToken).ConfigureAwait(false);

    private async Task WriteOfContainersAsync(IAsyncEnumerable<ResolvedContainer> containers)
    {
        await foreach (ResolvedContainer container in containers.ConfigureAwait(false))
        {
            await GuardAsync(container.Engine.Connection, container.Target, () => WriteOfContainerAsync(container)).ConfigureAwait(false);
        }
    }

    private async Task WriteOfContainerAsync(ResolvedContainer container)
    {
        ContainerDetail detail = await container.Engine.Containers.InspectAsync(container.Id, size: false, StopToken).ConfigureAwait(false);
        foreach (string name in detail.Mounts.Select(static mount => mount.Name).Where(static name => name.Length > 0).Order(StringComparer.Ordinal))
        {
            if (_told.Add((container.Engine.Connection.Endpoint, name)))
            {
                await GuardAsync(
                    container.Engine.Connection,
                    container.Target,
                    async () => await WriteAsync(await ReadAsync(container.Engine, name).ConfigureAwait(false)).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
    }

    private async Task ListAsync(EngineApi engine)
    {
        (IReadOnlyList<DockerVolumeSummary> volumes, IReadOnlyList<string> warnings) = await engine.Volumes.ListAsync(BuildFilters(), StopToken).ConfigureAwait(false);
        await WarnOfAsync(engine, warnings).ConfigureAwait(false);
        IEnumerable<DockerVolumeSummary> meant = volumes;
        if (Name is not null)
        {
            Func<string, string, bool> isMeant = await Names.MatcherAsync(engine, Name).ConfigureAwait(false);
            meant = volumes.Where(volume => isMeant(volume.Name, volume.Name));
        }

        // As docker volume ls: engines list them in no order.
        DockerVolumeSummary[] sorted = [.. meant.OrderBy(static volume => volume.Name, StringComparer.Ordinal)];
        if (Detailed)
        {
            await WriteAllAsync(OrderedWindow.SelectAsync(Sequence(sorted), InspectionsAtOnce, volume => ReadOrGoneAsync(engine, volume.Name), StopToken)).ConfigureAwait(false);
        }
        else
        {
            await WriteManyAsync(sorted).ConfigureAwait(false);
        }
    }

    private Filters BuildFilters()
    {
        var filters = new Filters()
            .Add("driver", Driver ?? [])
            .Add("dangling", Dangling is bool dangling ? [ValueText.Of(dangling)] : []);
        FilterTable.AddLabels(filters, Label);
        FilterTable.AddTo(filters, Filter);
        return filters;
    }

    /// <summary>One that goes while the list is read is left out, as it is gone.</summary>
    private async Task<DockerVolumeDetail?> ReadOrGoneAsync(EngineApi engine, string name)
    {
        try
        {
            return await Usage.ReadAsync(engine, name).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return null;
        }
    }

    private static async IAsyncEnumerable<T> Sequence<T>(IEnumerable<T> items)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (T item in items)
        {
            yield return item;
        }
    }
}
