using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the nodes of swarms.</summary>
/// <remarks>
/// <para>A manager knows all nodes of its swarm; a worker knows none, and says which managers to ask. The node of the engine that was asked is marked.
/// The twin of docker node ls (GET /nodes); with -Detailed of docker node inspect (GET /nodes/{id}).</para>
/// <para>Nodes belong to the manager that was asked: piped on, they go back to it. The engine of a node itself is another one, with a connection of its own.</para>
/// </remarks>
/// <example>
/// <title>List the nodes</title>
/// <code>Get-DockerNode</code>
/// <para>Shows the nodes with role, state and availability, the node that was asked with a star.</para>
/// </example>
/// <example>
/// <title>Nodes that are not well</title>
/// <code>Get-DockerNode | Where-Object State -ne ready</code>
/// <para>Nodes that are down, or whose managers have lost sight of them.</para>
/// </example>
/// <example>
/// <title>By role and label</title>
/// <code>Get-DockerNode -Role Worker -Label zone=a -Detailed | Format-List</code>
/// <para>Everything that the swarm knows of the workers with that label.</para>
/// </example>
/// <example>
/// <title>The manager that leads</title>
/// <code>Get-DockerNode -Role Manager | Where-Object Leader</code>
/// <para>One of the managers leads; the others take over when it is gone.</para>
/// </example>
/// <example>
/// <title>How much the swarm has</title>
/// <code>Get-DockerNode -State Ready -Availability Active | Measure-Object Memory, ProcessorCount -Sum</code>
/// <para>Memory is in bytes.</para>
/// </example>
/// <seealso cref="UpdateDockerNodeCommand"/>
/// <seealso cref="RemoveDockerNodeCommand"/>
/// <seealso cref="GetDockerSwarmCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerNode", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerNodeSummary), typeof(DockerNodeDetail))]
public sealed class GetDockerNodeCommand : NodeTargetCmdlet
{
    private const int InspectionsAtOnce = 16;

    private ListedNames<ResolvedSwarmObject<DockerNodeSummary>>? _names;

    /// <summary>The nodes, by host name, full id or unique id prefix; self is the node of the engine that is asked. Wildcards match host names. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerNode))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Only nodes of these roles: Manager, Worker.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeRoleCompleter))]
    public string[]? Role { get; set; }

    /// <summary>Only nodes in these states: Ready, Down, Disconnected, Unknown.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeStateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Only nodes that do so with tasks: Active, Pause, Drain.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AvailabilityCompleter))]
    public string[]? Availability { get; set; }

    /// <summary>Only nodes that were let in, or that wait for it: Accepted, Pending.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MembershipCompleter))]
    public string[]? Membership { get; set; }

    /// <summary>Only nodes with all these labels, which Update-DockerNode -AddLabel sets: "name", "name=value", or a hashtable.
    /// The engine's filter node.label.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public object[]? Label { get; set; }

    /// <summary>Only nodes whose engines have all these labels, which their own configuration sets. The engine's filter label.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public object[]? EngineLabel { get; set; }

    /// <summary>Filters of the engine, by name; a value may be a list: @{ id = '7d86' }. Docker's form is taken too: id=7d86.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Inspects each node and returns all that the swarm knows of it: plugins, certificates, generic resources.</summary>
    [Parameter]
    [Alias("Inspect")]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == NameSet && !IsPlainName())
        {
            await ForEachEngineAsync(ListAsync).ConfigureAwait(false);
            await Names.ReportMissingAsync().ConfigureAwait(false);
            return;
        }

        await foreach (ResolvedSwarmObject<DockerNode> node in ResolveAsync().ConfigureAwait(false))
        {
            await GuardAsync(node.Engine.Connection, node.Target, () => WriteOneAsync(node)).ConfigureAwait(false);
        }
    }

    private ListedNames<ResolvedSwarmObject<DockerNodeSummary>> Names => _names ??= new(
        () => SwarmResolvers.Nodes(StopToken), static node => node.Id, (error, name) => WriteErrorAsync(error, name));

    /// <summary>True where only literal names of single nodes were given.</summary>
    private bool IsPlainName() =>
        Name is not null
        && ListedNames<ResolvedSwarmObject<DockerNodeSummary>>.AreLiteral(Name)
        && Role is null && State is null && Availability is null && Membership is null && Label is null && EngineLabel is null && Filter is null;

    private async Task WriteOneAsync(ResolvedSwarmObject<DockerNode> node)
    {
        // As it is now; what was piped in is what it was.
        DockerNode found = Detailed ? await node.Engine.Nodes.InspectAsync(node.Id, StopToken).ConfigureAwait(false)
            : InputObject is not null ? await node.Engine.Nodes.FindAsync(node.Id, StopToken).ConfigureAwait(false)
            : node.Item;
        await WriteAsync(found).ConfigureAwait(false);
    }

    private async Task ListAsync(EngineApi engine)
    {
        IAsyncEnumerable<DockerNodeSummary> nodes = WhereAsync(engine, engine.Nodes.ListAsync(BuildFilters(), StopToken));
        await (Detailed
            ? WriteAllAsync(OrderedWindow.SelectAsync(nodes, InspectionsAtOnce, node => InspectOrGoneAsync(engine, node.Id), StopToken))
            : WriteAllAsync(nodes)).ConfigureAwait(false);
    }

    private Filters BuildFilters()
    {
        var filters = new Filters()
            .Add("role", Role?.Select(NodeWords.Role) ?? [])
            .Add("membership", Membership?.Select(static word => word.ToLowerInvariant()) ?? [])
            .Add("node.label", KeyValueText.Of(Label, "=", "-Label"))
            .Add("label", KeyValueText.Of(EngineLabel, "=", "-EngineLabel"));
        FilterTable.AddTo(filters, Filter);
        return filters;
    }

    private async IAsyncEnumerable<DockerNodeSummary> WhereAsync(EngineApi engine, IAsyncEnumerable<DockerNodeSummary> nodes)
    {
        Func<string, string, bool>? isMeant = Name is null ? null : await Names.MatcherAsync(engine, Name).ConfigureAwait(false);
        await foreach (DockerNodeSummary node in nodes.ConfigureAwait(false))
        {
            if (isMeant?.Invoke(node.Id, node.Name) != false
                && State?.Contains(node.State, StringComparer.OrdinalIgnoreCase) != false
                && Availability?.Contains(node.Availability, StringComparer.OrdinalIgnoreCase) != false)
            {
                yield return node;
            }
        }
    }

    /// <summary>One that goes while the list is read is left out, as it is gone.</summary>
    private async Task<DockerNodeDetail?> InspectOrGoneAsync(EngineApi engine, string id)
    {
        try
        {
            return await engine.Nodes.InspectAsync(id, StopToken).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return null;
        }
    }
}
