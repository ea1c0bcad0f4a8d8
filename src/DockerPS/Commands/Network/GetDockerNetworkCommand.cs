using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets networks.</summary>
/// <remarks>
/// <para>Returns networks from one engine or from many. The twin of docker network ls (GET /networks); with -Detailed of docker network
/// inspect (GET /networks/{id}), which also has the running containers with their addresses, and of a swarm's networks the services.</para>
/// <para>Containers that are piped in stand for the networks that they are in; networks can be piped on to Get-Container.</para>
/// </remarks>
/// <example>
/// <title>List all networks</title>
/// <code>Get-DockerNetwork</code>
/// <para>Shows the networks with their drivers and addresses.</para>
/// </example>
/// <example>
/// <title>See who is in a network</title>
/// <code>(Get-DockerNetwork shop -Detailed).Containers</code>
/// <para>Shows the running containers with their addresses.</para>
/// </example>
/// <example>
/// <title>Between containers and networks</title>
/// <code>Get-Container web | Get-DockerNetwork; Get-DockerNetwork shop | Get-Container</code>
/// <para>The networks that the container is in; then the containers, stopped ones too, that are in the network.</para>
/// </example>
/// <example>
/// <title>Clean up on many engines</title>
/// <code>Get-DockerNetwork -Dangling $true -Context test-* | Where-Object Created -lt (Get-Date).AddDays(-7) | Remove-DockerNetwork</code>
/// <para>Removes networks that nothing is in and that are a week old; each on its own engine.</para>
/// </example>
/// <example>
/// <title>Find a network by an address</title>
/// <code>Get-DockerNetwork | Where-Object Subnets -contains 172.18.0.0/16</code>
/// <para>Subnets are the blocks of addresses; Ipam has them with gateways and ranges.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "DockerNetwork", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerNetworkSummary), typeof(DockerNetworkDetail))]
public sealed class GetDockerNetworkCommand : NetworkTargetCmdlet
{
    internal const string ContainerSet = "Container";
    internal const string ContainerObjectSet = "ContainerObject";

    private const int InspectionsAtOnce = 16;

    // Containers share networks: each network is told once.
    private readonly HashSet<(string Engine, string Id)> _told = [];
    private ListedNames<ResolvedNetwork>? _names;
    private ContainerResolver? _containers;

    /// <summary>The networks, by name, full id or unique id prefix. Wildcards match names. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerNetwork))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Only networks that these containers are in: names with wildcards, or ids.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ContainerSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public string[]? Container { get; set; }

    /// <summary>Only networks that these containers are in: objects of Get-Container, each on its own engine.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ContainerObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Container))]
    public Container[]? ContainerObject { get; set; }

    /// <summary>Only networks of these drivers: bridge, overlay, macvlan ...</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkDriverCompleter))]
    public string[]? Driver { get; set; }

    /// <summary>Only networks that are known there: local, global, swarm.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>builtin: only the engine's own networks. custom: only those that someone made.
    /// podman has no such filter.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkTypeCompleter))]
    public string? Type { get; set; }

    /// <summary>$true: only networks that someone made and that no running container or service is in. $false: all others.
    /// Each network is inspected for it: the filter of engines before 29 takes all that someone made for unused.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public bool? Dangling { get; set; }

    /// <summary>Only networks with all these labels: "name", "name=value", or a hashtable.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public object[]? Label { get; set; }

    /// <summary>Filters of the engine, by name; a value may be a list: @{ id = '7d86' }. Docker's form is taken too: id=7d86.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Inspects each network and returns all that the engine tells, with its containers, and of a swarm's network its services.</summary>
    [Parameter]
    [Alias("Inspect", "v")]
    public SwitchParameter Detailed { get; set; }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = ContainerSet)]
    [Parameter(ParameterSetName = ContainerObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
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
                // Objects, ids and names without filters: the engine finds each by itself.
                await foreach (ResolvedNetwork network in ResolveAsync().ConfigureAwait(false))
                {
                    await GuardAsync(network.Engine.Connection, network.Target, () => WriteOneAsync(network)).ConfigureAwait(false);
                }

                break;
        }
    }

    private ListedNames<ResolvedNetwork> Names => _names ??= new(
        () => new NetworkResolver(StopToken), static network => network.Id, (error, name) => WriteErrorAsync(error, name));

    /// <summary>True where only literal names of single networks were given.</summary>
    private bool IsPlainName() =>
        Name is not null
        && ListedNames<ResolvedNetwork>.AreLiteral(Name)
        && Driver is null && Scope is null && Type is null && Dangling is null && Label is null && Filter is null;

    private async Task WriteOneAsync(ResolvedNetwork network)
    {
        if (Detailed || ParameterSetName == InputObjectSet)
        {
            // As it is now; what was piped in is what it was.
            await WriteAsync(await ReadAsync(network.Engine, network.Id).ConfigureAwait(false)).ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(network.Network).ConfigureAwait(false);
        }
    }

    private async Task<DockerNetwork> ReadAsync(EngineApi engine, string nameOrId) => Detailed
        ? await engine.Networks.InspectAsync(nameOrId, StopToken).ConfigureAwait(false)
        : await engine.Networks.FindAsync(nameOrId, StopToken).ConfigureAwait(false);

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
        foreach ((string name, NetworkEndpoint endpoint) in detail.Networks.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            // One that has never run knows its networks by name only.
            string nameOrId = endpoint.NetworkId.Length > 0 ? endpoint.NetworkId : name;
            if (!_told.Contains((container.Engine.Connection.Endpoint, nameOrId)))
            {
                await GuardAsync(container.Engine.Connection, container.Target, () => WriteOnceAsync(container.Engine, nameOrId)).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteOnceAsync(EngineApi engine, string nameOrId)
    {
        DockerNetwork network = await ReadAsync(engine, nameOrId).ConfigureAwait(false);
        bool isNew = _told.Add((engine.Connection.Endpoint, network.Id));
        _told.Add((engine.Connection.Endpoint, nameOrId));
        if (isNew)
        {
            await WriteAsync(network).ConfigureAwait(false);
        }
    }

    private Task ListAsync(EngineApi engine)
    {
        IAsyncEnumerable<DockerNetworkSummary> networks = engine.Networks.ListAsync(BuildFilters(), StopToken);
        if (Name is not null)
        {
            networks = MatchAsync(engine, networks, Name);
        }

        if (Dangling is bool dangling)
        {
            networks = NetworkUse.Where(engine, networks, dangling, StopToken);
        }

        return Detailed
            ? WriteAllAsync(OrderedWindow.SelectAsync(networks, InspectionsAtOnce, network => InspectOrGoneAsync(engine, network.Id), StopToken))
            : WriteAllAsync(networks);
    }

    private Filters BuildFilters()
    {
        var filters = new Filters()
            .Add("driver", Driver ?? [])
            .Add("scope", Scope?.Select(static scope => scope.ToLowerInvariant()) ?? [])
            .Add("type", Type is null ? [] : [Type.ToLowerInvariant()]);
        FilterTable.AddLabels(filters, Label);
        FilterTable.AddTo(filters, Filter);
        return filters;
    }

    private async IAsyncEnumerable<DockerNetworkSummary> MatchAsync(EngineApi engine, IAsyncEnumerable<DockerNetworkSummary> networks, string[] names)
    {
        Func<string, string, bool> isMeant = await Names.MatcherAsync(engine, names).ConfigureAwait(false);
        await foreach (DockerNetworkSummary network in networks.ConfigureAwait(false))
        {
            if (isMeant(network.Id, network.Name))
            {
                yield return network;
            }
        }
    }

    /// <summary>One that goes while the list is read is left out, as it is gone.</summary>
    private async Task<DockerNetworkDetail?> InspectOrGoneAsync(EngineApi engine, string id)
    {
        try
        {
            return await engine.Networks.InspectAsync(id, StopToken).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return null;
        }
    }
}
