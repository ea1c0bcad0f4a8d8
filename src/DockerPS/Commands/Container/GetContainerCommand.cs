using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets containers.</summary>
/// <remarks>
/// <para>Returns running and stopped containers, one by one as they arrive, from one engine or from many.
/// The twin of docker ps -a (GET /containers/json); with -Detailed of docker inspect (GET /containers/{id}/json).</para>
/// <para>Every container knows its engine: piped into another cmdlet it goes back there.</para>
/// </remarks>
/// <example>
/// <title>List all containers</title>
/// <code>Get-Container</code>
/// <para>Lists running and stopped containers. The State column tells them apart.</para>
/// </example>
/// <example>
/// <title>Find by name, image and state</title>
/// <code>Get-Container web* -Image nginx -State Running</code>
/// <para>Lists the running containers of the image nginx whose names begin with web.</para>
/// </example>
/// <example>
/// <title>Clean up on many engines</title>
/// <code>Get-Container -State Exited -Context prod-* | Where-Object Created -lt (Get-Date).AddDays(-7) | Remove-Container</code>
/// <para>Asks every context whose name begins with prod- side by side; each container is removed on its own engine.</para>
/// </example>
/// <example>
/// <title>Read all details</title>
/// <code>(Get-Container web -Detailed).Networks.bridge.IPAddress</code>
/// <para>Inspects the container and shows its address in the network bridge.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "Container", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ContainerSummary), typeof(ContainerDetail))]
public sealed class GetContainerCommand : ContainerReadCmdlet
{
    internal const string NetworkObjectSet = "NetworkObject";
    internal const string VolumeObjectSet = "VolumeObject";

    private const int InspectionsAtOnce = 16;

    // Networks and volumes share containers: each container is told once.
    private readonly HashSet<(string Engine, string Id)> _told = [];

    private ListedNames<ResolvedContainer>? _names;

    /// <summary>The containers, by name, full id or unique id prefix. Wildcards match names. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Accepted for the fingers' sake (docker ps -a) and changes nothing: stopped containers are always returned.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("a")]
    public SwitchParameter All { get; set; }

    /// <summary>Only containers in these states: created, running, paused, restarting, removing, exited, dead.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = NetworkObjectSet)]
    [Parameter(ParameterSetName = VolumeObjectSet)]
    [Alias("Status")]
    [ArgumentCompleter(typeof(ContainerStateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Only containers with all these labels: "name", "name=value", or a hashtable.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = NetworkObjectSet)]
    [Parameter(ParameterSetName = VolumeObjectSet)]
    public object[]? Label { get; set; }

    /// <summary>Only containers of these images or of images built upon them: references or ids.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = NetworkObjectSet)]
    [Parameter(ParameterSetName = VolumeObjectSet)]
    [Alias("Ancestor")]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string[]? Image { get; set; }

    /// <summary>Only containers in these networks: names or ids.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    [Parameter(ParameterSetName = NetworkObjectSet)]
    [Parameter(ParameterSetName = VolumeObjectSet)]
    public string[]? Network { get; set; }

    /// <summary>Only containers in these networks: objects of Get-DockerNetwork, each on its own engine. Stopped containers are returned too.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NetworkObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerNetwork))]
    public DockerNetwork[]? NetworkObject { get; set; }

    /// <summary>Only containers with these health states: starting, healthy, unhealthy, none.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = NetworkObjectSet)]
    [Parameter(ParameterSetName = VolumeObjectSet)]
    [ArgumentCompleter(typeof(HealthCompleter))]
    public string[]? Health { get; set; }

    /// <summary>Only containers that mount these volumes or paths: a volume's name, or the path of a mount.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = NetworkObjectSet)]
    [Parameter(ParameterSetName = VolumeObjectSet)]
    [ArgumentCompleter(typeof(VolumeCompleter))]
    public string[]? Volume { get; set; }

    /// <summary>Only containers that mount these volumes: objects of Get-DockerVolume, each on its own engine. Stopped containers are returned too.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = VolumeObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerVolume))]
    public DockerVolume[]? VolumeObject { get; set; }

    /// <summary>Only containers that ended with these exit codes.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = NetworkObjectSet)]
    [Parameter(ParameterSetName = VolumeObjectSet)]
    [Alias("Exited")]
    public int[]? ExitCode { get; set; }

    /// <summary>Only containers made before this one: a name or an id.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public string? Before { get; set; }

    /// <summary>Only containers made after this one: a name or an id.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public string? Since { get; set; }

    /// <summary>Other filters of the engine, by name; a value may be a list: @{ publish = 80; 'is-task' = $true }. Docker's form is taken too: publish=80.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = NetworkObjectSet)]
    [Parameter(ParameterSetName = VolumeObjectSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Only so many containers, the newest first.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("n")]
    [ValidateRange(1, int.MaxValue)]
    public int? Last { get; set; }

    /// <summary>Only the newest container.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("l")]
    public SwitchParameter Latest { get; set; }

    /// <summary>Also returns the bytes of the containers' file systems, which the engine counts anew: slow.</summary>
    [Parameter]
    [Alias("s")]
    public SwitchParameter Size { get; set; }

    /// <summary>Inspects each container and returns all that the engine tells.</summary>
    [Parameter]
    [Alias("Inspect")]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == NameSet && !IsPlainName())
        {
            await WrittenAsync().ConfigureAwait(false);
            await ForEachEngineAsync(ListCheckedAsync).ConfigureAwait(false);
            await Names.ReportMissingAsync().ConfigureAwait(false);
            return;
        }

        if (NetworkObject is not null)
        {
            await foreach (ResolvedNetwork network in ResolveObjectsAsync(
                NetworkObject, static (engine, network) => new ResolvedNetwork(engine, network, network)).ConfigureAwait(false))
            {
                await GuardAsync(network.Engine.Connection, network.Target, () => WriteContainersAsync(network.Engine, UsersAsync(
                    network.Engine, "network", NetworkName.Of(network).FilterValues, () => network.Engine.Networks.FindAsync(network.Id, StopToken)))).ConfigureAwait(false);
            }

            return;
        }

        if (VolumeObject is not null)
        {
            await foreach (ResolvedVolume volume in ResolveObjectsAsync(
                VolumeObject, static (engine, volume) => new ResolvedVolume(engine, volume, volume)).ConfigureAwait(false))
            {
                await GuardAsync(volume.Engine.Connection, volume.Target, () => WriteContainersAsync(volume.Engine, UsersAsync(
                    volume.Engine, "volume", [volume.Name], () => volume.Engine.Volumes.FindAsync(volume.Name, StopToken)))).ConfigureAwait(false);
            }

            return;
        }

        // Objects, ids and names without filters: the engine finds each by itself.
        await ReadEachAsync(Detailed ? InspectAsync : FindSummaryAsync).ConfigureAwait(false);
    }

    private ListedNames<ResolvedContainer> Names => _names ??= new(
        () => new ContainerResolver(StopToken), static container => container.Id, (error, name) => WriteErrorAsync(error, name));

    /// <summary>True where only literal names of single containers were given.</summary>
    private bool IsPlainName() =>
        Name is not null
        && ListedNames<ResolvedContainer>.AreLiteral(Name)
        && State is null && Label is null && Image is null && Network is null && Health is null && Volume is null && ExitCode is null
        && Before is null && Since is null && Filter is null && Last is null && !Latest;

    private async Task<IReadOnlyList<object>> InspectAsync(ResolvedContainer container) =>
        [container.Found is { } found && !Size ? found : await container.Engine.Containers.InspectAsync(container.Id, Size, StopToken).ConfigureAwait(false)];

    private async Task<IReadOnlyList<object>> FindSummaryAsync(ResolvedContainer container)
    {
        await foreach (ContainerSummary summary in container.Engine.Containers.ListAsync(new Filters().Add("id", container.Id), null, Size, StopToken).ConfigureAwait(false))
        {
            return [summary];
        }

        // An object of a container that is gone: the engine says so in its own words.
        await container.Engine.Containers.InspectAsync(container.Id, size: false, StopToken).ConfigureAwait(false);
        return [];
    }

    /// <summary>A state that is not known here may be a newer engine's: the engine is asked. Where it refuses, the user is told those that there are.</summary>
    private async Task ListCheckedAsync(EngineApi engine)
    {
        try
        {
            await ListAsync(engine).ConfigureAwait(false);
        }
        catch (DockerApiException refusal) when (refusal.StatusCode is 400 or 500 && UnknownStates() is { Length: > 0 } unknown)
        {
            throw new InvalidRequestException(
                "BadState", $"'{string.Join("', '", unknown)}' is not a state of containers. Those are: {string.Join(", ", ContainerStateCompleter.Words)}. (The engine: {refusal.Message})");
        }
    }

    private string[] UnknownStates() => [.. (State ?? []).Where(static state => !ContainerStateCompleter.Words.Contains(state, StringComparer.OrdinalIgnoreCase))];

    /// <summary>The containers that use something, each once however much of what is piped in it uses.</summary>
    /// <param name="engine">The engine that it is on.</param>
    /// <param name="filter">The engine's filter for it: network, volume.</param>
    /// <param name="values">What the filter finds it by.</param>
    /// <param name="find">Finds the thing itself, and fails where it is gone.</param>
    private async IAsyncEnumerable<ContainerSummary> UsersAsync(EngineApi engine, string filter, IEnumerable<string> values, Func<Task> find)
    {
        bool any = false;
        await foreach (ContainerSummary container in engine.Containers.ListAsync(
            BuildFilters().Add(filter, values), null, Size && !Detailed, StopToken).ConfigureAwait(false))
        {
            any = true;
            if (_told.Add((engine.Connection.Endpoint, container.Id)))
            {
                yield return container;
            }
        }

        if (!any)
        {
            // An object of what is gone: the engine says so in its own words.
            await find().ConfigureAwait(false);
        }
    }

    private Task ListAsync(EngineApi engine)
    {
        IAsyncEnumerable<ContainerSummary> containers = engine.Containers.ListAsync(BuildFilters(), Latest ? 1 : Last, Size && !Detailed, StopToken);
        return WriteContainersAsync(engine, Name is null ? containers : MatchAsync(engine, containers, Name));
    }

    private Task WriteContainersAsync(EngineApi engine, IAsyncEnumerable<ContainerSummary> containers) =>
        Detailed
            ? WriteAllAsync(OrderedWindow.SelectAsync(containers, InspectionsAtOnce, container => InspectOrGoneAsync(engine, container.Id), StopToken))
            : WriteAllAsync(containers);

    private Filters BuildFilters()
    {
        var filters = new Filters()
            .Add("status", State?.Select(static state => state.ToLowerInvariant()) ?? [])
            .Add("ancestor", Image ?? [])
            .Add("network", Network ?? [])
            .Add("health", Health?.Select(static health => health.ToLowerInvariant()) ?? [])
            .Add("volume", Volume ?? [])
            .Add("exited", ExitCode?.Select(static code => ValueText.Of(code)) ?? [])
            .Add("before", Before is null ? [] : [Before])
            .Add("since", Since is null ? [] : [Since]);
        FilterTable.AddLabels(filters, Label);
        FilterTable.AddTo(filters, Filter);
        return filters;
    }

    private async IAsyncEnumerable<ContainerSummary> MatchAsync(EngineApi engine, IAsyncEnumerable<ContainerSummary> containers, string[] names)
    {
        Func<string, string, bool> isMeant = await Names.MatcherAsync(engine, names).ConfigureAwait(false);
        await foreach (ContainerSummary container in containers.ConfigureAwait(false))
        {
            if (isMeant(container.Id, container.Name))
            {
                yield return container;
            }
        }
    }

    /// <summary>One that goes while the list is read is left out, as it is gone.</summary>
    private async Task<ContainerDetail?> InspectOrGoneAsync(EngineApi engine, string id)
    {
        try
        {
            return await engine.Containers.InspectAsync(id, Size, StopToken).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return null;
        }
    }
}
