using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Requests.Stacks;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the tasks of a swarm's services.</summary>
/// <remarks>
/// <para>A task is one container of a service: planned, running, or ended and kept for a while as history. Returns them with the names of their
/// services and nodes and with their errors, ordered as docker does: by name, of one name the newest first; earlier ones have IsPrevious, and
/// the table shows them indented. The twin of docker service ps, docker node ps and docker stack ps (GET /tasks).</para>
/// <para>Services, nodes and stacks that are piped in stand for their tasks. Only a manager of a swarm answers.</para>
/// </remarks>
/// <example>
/// <title>See the tasks of a service</title>
/// <code>Get-DockerTask web</code>
/// <para>Shows where the tasks of web run or ran, and what went wrong.</para>
/// </example>
/// <example>
/// <title>See what a node runs</title>
/// <code>Get-DockerTask -Node node-2 -DesiredState running; Get-DockerTask -Node self</code>
/// <para>What is to run on node-2; then all tasks of the node of the engine that is asked.</para>
/// </example>
/// <example>
/// <title>Find out why a service does not get on</title>
/// <code>Get-DockerService web | Get-DockerTask -State failed, rejected, pending | Format-List Name, Node, State, Error, ExitCode</code>
/// <para>The whole text of the errors, with the exit codes of the containers.</para>
/// </example>
/// <example>
/// <title>From a task to its container</title>
/// <code>Get-DockerTask web.1 -State running | ForEach-Object { Get-Container $_.ContainerId -Context $_.Node }</code>
/// <para>A task's container is on the engine of its node; here the contexts are called like the nodes.</para>
/// </example>
/// <seealso cref="GetDockerServiceCommand"/>
/// <seealso cref="GetDockerServiceLogCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerTask", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerTask))]
public sealed class GetDockerTaskCommand : EngineCmdlet
{
    internal const string NameSet = "Name";
    internal const string InputObjectSet = "InputObject";
    internal const string ServiceObjectSet = "ServiceObject";
    internal const string NodeObjectSet = "NodeObject";
    internal const string StackObjectSet = "StackObject";
    internal const string IdSet = "Id";

    private TaskReader? _reader;
    private TaskResolver? _resolver;
    private SwarmObjectResolver<DockerServiceSummary>? _services;
    private SwarmObjectResolver<DockerNodeSummary>? _nodes;

    /// <summary>The tasks, by name (web.1; of a global service web.node), full id or unique id prefix. A service's name or id stands for all
    /// its tasks. Wildcards match the tasks' names. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerTask))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The tasks, as objects of this cmdlet: returns them as they are now.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerTask))]
    public DockerTask[]? InputObject { get; set; }

    /// <summary>Only the tasks of these services: objects of Get-DockerService, each on its own engine.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ServiceObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerService))]
    public DockerService[]? ServiceObject { get; set; }

    /// <summary>Only the tasks of these nodes: objects of Get-DockerNode, each on its own engine.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NodeObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerNode))]
    public DockerNode[]? NodeObject { get; set; }

    /// <summary>Only the tasks of these stacks: objects of Get-DockerStack, each on its own engine.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StackObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerStack))]
    public DockerStack[]? StackObject { get; set; }

    /// <summary>The tasks' ids, 12 to 64 letters and digits, from objects that have been through CSV, JSON or a job.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("TaskId")]
    [ObjectId(typeof(DockerTask), AnyLetter = true)]
    public string[]? Id { get; set; }

    /// <summary>What the record of the id is, by which an object that is none of these is told apart. It comes from every object by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet, DontShow = true)]
    public object? PSTypeNames { get; set; }

    /// <summary>Only the tasks of these services: names with wildcards, or ids.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = NodeObjectSet)]
    [Parameter(ParameterSetName = StackObjectSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerService))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string[]? Service { get; set; }

    /// <summary>Only the tasks of these nodes: names with wildcards, ids, or self for the node of the engine that is asked.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = ServiceObjectSet)]
    [Parameter(ParameterSetName = StackObjectSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerNode))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string[]? Node { get; set; }

    /// <summary>Only the tasks of these stacks. Wildcards match their names.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = NodeObjectSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StackCompleter))]
    public string[]? Stack { get; set; }

    /// <summary>Only tasks that are in these states: running, failed, rejected, pending, complete, shutdown ...</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskStateCompleter))]
    public string[]? State { get; set; }

    /// <summary>Only tasks that are to be so: running, ready, complete, shutdown or remove. With running the history is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TaskDesiredStateCompleter))]
    public string[]? DesiredState { get; set; }

    /// <summary>Filters of the engine, by name; a value may be a list: @{ label = 'stage=test' }. Docker's form is taken too:
    /// desired-state=running. A node or a service is an id there.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = ServiceObjectSet)]
    [Parameter(ParameterSetName = NodeObjectSet)]
    [Parameter(ParameterSetName = StackObjectSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Also returns the spec of each task: its container, resources, placement and networks as they were ordered.</summary>
    [Parameter]
    [Alias("Inspect")]
    public SwitchParameter Detailed { get; set; }

    /// <summary>The engines to use, managers of the swarm, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = ServiceObjectSet)]
    [Parameter(ParameterSetName = NodeObjectSet)]
    [Parameter(ParameterSetName = StackObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    private TaskReader Reader => _reader ??= new TaskReader(Detailed, StopToken);

    private TaskResolver Resolver => _resolver ??= new TaskResolver(Reader, StopToken);

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        // Which tasks there are may change between two records.
        _resolver = null;
        switch (ParameterSetName)
        {
            case ServiceObjectSet:
                await WriteOfObjectsAsync(ServiceObject!, "service").ConfigureAwait(false);
                break;
            case NodeObjectSet:
                await WriteOfObjectsAsync(NodeObject!, "node").ConfigureAwait(false);
                break;
            case StackObjectSet:
                await foreach ((EngineApi engine, DockerStack stack) in ResolveObjectsAsync(StackObject!, static (engine, stack) => (engine, stack)).ConfigureAwait(false))
                {
                    await GuardAsync(
                        engine.Connection, stack, () => WriteListAsync(engine, BuildFilters().Add("label", $"{StackNames.NamespaceLabel}={stack.Name}"))).ConfigureAwait(false);
                }

                break;
            case InputObjectSet:
                await foreach (ResolvedSwarmObject<DockerTask> task in ResolveObjectsAsync(
                    InputObject!, static (engine, task) => new ResolvedSwarmObject<DockerTask>(engine, task, task)).ConfigureAwait(false))
                {
                    await GuardAsync(task.Engine.Connection, task.Target, () => RefreshAsync(task)).ConfigureAwait(false);
                }

                break;
            case IdSet:
                await WriteFoundAsync(ResolveIdsAsync(Resolver, Id!, typeof(DockerTask), PSTypeNames)).ConfigureAwait(false);
                break;
            case NameSet when Name is not null:
                await WriteNamedAsync(Name).ConfigureAwait(false);
                break;
            default:
                await ForEachEngineAsync(engine => WriteListAsync(engine, BuildFilters())).ConfigureAwait(false);
                break;
        }
    }

    private async Task RefreshAsync(ResolvedSwarmObject<DockerTask> task)
    {
        DockerTask now = await Reader.FindAsync(task.Engine, task.Id).ConfigureAwait(false);
        now.IsPrevious = task.Item.IsPrevious;
        if (IsMeant(now))
        {
            await WriteAsync(now).ConfigureAwait(false);
        }
    }

    private async Task WriteOfObjectsAsync<T>(T[] objects, string filter)
        where T : DockerSwarmObject
    {
        // Of one swarm all at once, so that the order is that of all.
        foreach (IGrouping<DockerConnection, T> ofEngine in objects.GroupBy(static item => item.Connection))
        {
            await foreach (ResolvedSwarmObject<T> first in ResolveObjectsAsync(
                ofEngine.Take(1), static (engine, item) => new ResolvedSwarmObject<T>(engine, item, item)).ConfigureAwait(false))
            {
                await GuardAsync(
                    first.Engine.Connection,
                    first.Target,
                    () => WriteListAsync(first.Engine, BuildFilters().Add(filter, ofEngine.Select(static item => item.Id)))).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteListAsync(EngineApi engine, Filters filters)
    {
        if (await TryNarrowAsync(engine, filters).ConfigureAwait(false))
        {
            await WriteManyAsync([.. (await Reader.ListAsync(engine, filters).ConfigureAwait(false)).Where(IsMeant)]).ConfigureAwait(false);
        }
    }

    /// <summary>The tasks that names stand for, as far as they fit the other parameters.</summary>
    private async Task WriteNamedAsync(string[] names)
    {
        if (Service is null && Node is null && Filter is null)
        {
            await WriteFoundAsync(ResolveNamesAsync(Resolver, names)).ConfigureAwait(false);
            return;
        }

        Dictionary<string, HashSet<string>?> fitting = [];
        await foreach (ResolvedSwarmObject<DockerTask> task in ResolveNamesAsync(Resolver, names).ConfigureAwait(false))
        {
            if (!fitting.TryGetValue(task.Engine.Connection.Endpoint, out HashSet<string>? ids))
            {
                Filters filters = BuildFilters();
                ids = await TryNarrowAsync(task.Engine, filters).ConfigureAwait(false)
                    ? [.. (await Reader.ListAsync(task.Engine, filters).ConfigureAwait(false)).Select(static one => one.Id)]
                    : null;
                fitting.Add(task.Engine.Connection.Endpoint, ids);
            }

            if (ids?.Contains(task.Id) == true && IsMeant(task.Item))
            {
                await WriteAsync(task.Item).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteFoundAsync(IAsyncEnumerable<ResolvedSwarmObject<DockerTask>> tasks)
    {
        await foreach (ResolvedSwarmObject<DockerTask> task in tasks.ConfigureAwait(false))
        {
            if (IsMeant(task.Item))
            {
                await WriteAsync(task.Item).ConfigureAwait(false);
            }
        }
    }

    private Filters BuildFilters()
    {
        var filters = new Filters();
        FilterTable.AddTo(filters, Filter);
        return filters;
    }

    /// <summary>Adds the services, nodes and the stack that were named, which the engine knows by id. False where a name stands for nothing:
    /// without it the list would be that of all.</summary>
    private async Task<bool> TryNarrowAsync(EngineApi engine, Filters filters)
    {
        if (Stack is [string stack] && !WildcardPattern.ContainsWildcardCharacters(stack))
        {
            filters.Add("label", $"{StackNames.NamespaceLabel}={stack}");
        }

        return (Service is null || await TryAddAsync(engine, filters, "service", _services ??= SwarmResolvers.Services(StopToken), Service).ConfigureAwait(false))
            && (Node is null || await TryAddAsync(engine, filters, "node", _nodes ??= SwarmResolvers.Nodes(StopToken), Node).ConfigureAwait(false));
    }

    private async Task<bool> TryAddAsync<T>(EngineApi engine, Filters filters, string filter, SwarmObjectResolver<T> resolver, string[] names)
        where T : DockerSwarmObject
    {
        bool any = false;
        await foreach (ResolvedSwarmObject<T> found in ResolveNamesAsync(resolver, [engine], names).ConfigureAwait(false))
        {
            filters.Add(filter, found.Id);
            any = true;
        }

        return any;
    }

    private bool IsMeant(DockerTask task) =>
        (State is null || State.Contains(task.State, StringComparer.OrdinalIgnoreCase))
        && (DesiredState is null || DesiredState.Contains(task.DesiredState, StringComparer.OrdinalIgnoreCase))
        && (Stack is null || (task.Stack.Length > 0 && Array.Exists(Stack, stack => new WildcardPattern(stack, WildcardOptions.IgnoreCase).IsMatch(task.Stack))));
}
