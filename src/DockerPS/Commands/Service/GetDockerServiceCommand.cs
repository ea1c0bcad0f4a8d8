using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Requests.Stacks;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the services of a swarm.</summary>
/// <remarks>
/// <para>Returns services with the numbers of their tasks, from one swarm or from many. The twin of docker service ls and docker stack
/// services (GET /services); with -Detailed of docker service inspect (GET /services/{id}), which also has the spec, the one before and the
/// addresses, with the swarm's defaults where the spec says nothing.</para>
/// <para>Only a manager of a swarm answers. Running and Desired are numbers, Replicas is docker's text of them: 2/3.</para>
/// </remarks>
/// <example>
/// <title>List all services</title>
/// <code>Get-DockerService</code>
/// <para>Shows the services with their replicas, images and ports.</para>
/// </example>
/// <example>
/// <title>Find what does not run as it should</title>
/// <code>Get-DockerService -Context prod-* | Where-Object { $_.Running -lt $_.Desired } | Get-DockerTask -State failed, rejected, pending</code>
/// <para>Of the swarms of several contexts, the tasks that failed or find no node.</para>
/// </example>
/// <example>
/// <title>See what a service is made of</title>
/// <code>(Get-DockerService web -Detailed).Spec.TaskTemplate.Container</code>
/// <para>Shows the image, the command, the environment, mounts, secrets and more.</para>
/// </example>
/// <example>
/// <title>The services of a stack</title>
/// <code>Get-DockerService -Stack shop; Get-DockerStack shop* | Get-DockerService</code>
/// <para>Those that belong to the stack shop; then those of all stacks whose names begin so.</para>
/// </example>
/// <seealso cref="GetDockerTaskCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerService", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerServiceSummary), typeof(DockerServiceDetail))]
public sealed class GetDockerServiceCommand : ServiceTargetCmdlet
{
    internal const string StackObjectSet = "StackObject";

    private const int InspectionsAtOnce = 16;

    private ListedNames<ResolvedSwarmObject<DockerServiceSummary>>? _names;

    /// <summary>The services, by name, full id or unique id prefix. Wildcards match names. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerService))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Only services of these modes: replicated, global, replicated-job, global-job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = StackObjectSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceModeCompleter))]
    public string[]? Mode { get; set; }

    /// <summary>Only services with all these labels: "name", "name=value", or a hashtable.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = StackObjectSet)]
    public object[]? Label { get; set; }

    /// <summary>Only services of these stacks. Wildcards match their names.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StackCompleter))]
    public string[]? Stack { get; set; }

    /// <summary>Only services of these stacks: objects of Get-DockerStack, each on its own engine.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = StackObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerStack))]
    public DockerStack[]? StackObject { get; set; }

    /// <summary>Filters of the engine, by name; a value may be a list: @{ runtime = 'container' }. Docker's form is taken too: label=stage.
    /// The engine's filters name and id take beginnings.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = StackObjectSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Inspects each service and returns all that the swarm tells: its spec, the one before its last change, addresses, the state of its update.</summary>
    [Parameter]
    [Alias("Inspect")]
    public SwitchParameter Detailed { get; set; }

    /// <summary>The engines to use, managers of the swarm, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = StackObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (StackObject is not null)
        {
            await foreach ((EngineApi engine, DockerStack stack) in ResolveObjectsAsync(StackObject, static (engine, stack) => (engine, stack)).ConfigureAwait(false))
            {
                await GuardAsync(engine.Connection, stack, () => ListAsync(engine, [stack.Name])).ConfigureAwait(false);
            }

            return;
        }

        if (ParameterSetName == NameSet && !IsPlainName())
        {
            await ForEachEngineAsync(engine => ListAsync(engine, Stack)).ConfigureAwait(false);
            await Names.ReportMissingAsync().ConfigureAwait(false);
            return;
        }

        // Objects, ids and names without filters: the engine finds each by itself.
        await foreach (ResolvedSwarmObject<DockerService> service in ResolveAsync().ConfigureAwait(false))
        {
            await GuardAsync(service.Engine.Connection, service.Target, () => WriteOneAsync(service)).ConfigureAwait(false);
        }
    }

    private ListedNames<ResolvedSwarmObject<DockerServiceSummary>> Names => _names ??= new(
        () => SwarmResolvers.Services(StopToken), static service => service.Id, (error, name) => WriteErrorAsync(error, name));

    /// <summary>True where only literal names of single services were given.</summary>
    private bool IsPlainName() =>
        Name is not null
        && ListedNames<ResolvedSwarmObject<DockerServiceSummary>>.AreLiteral(Name)
        && Mode is null && Label is null && Stack is null && Filter is null;

    /// <summary>As it is now; what was piped in is what it was, and what was found by name has no numbers of tasks.</summary>
    private async Task WriteOneAsync(ResolvedSwarmObject<DockerService> service)
    {
        if (Detailed)
        {
            await WriteAsync(await service.Engine.Services.InspectAsync(service.Id, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        await WriteAsync(await service.Engine.Services.CountAsync(service.Id, StopToken).ConfigureAwait(false)
            ?? throw new ResourceNotFoundException(ResourceKind.Service, $"No such service: {service.Name}")).ConfigureAwait(false);
    }

    private async Task ListAsync(EngineApi engine, string[]? stackNames)
    {
        IAsyncEnumerable<DockerServiceSummary> services = engine.Services.ListAsync(BuildFilters(stackNames), StopToken);
        if (stackNames is not null)
        {
            WildcardPattern[] stacks = [.. stackNames.Select(static name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];
            services = WhereAsync(services, service => service.Stack.Length > 0 && Array.Exists(stacks, stack => stack.IsMatch(service.Stack)));
        }

        if (Name is not null)
        {
            Func<string, string, bool> isMeant = await Names.MatcherAsync(engine, Name).ConfigureAwait(false);
            services = WhereAsync(services, service => isMeant(service.Id, service.Name));
        }

        await (Detailed
            ? WriteAllAsync(OrderedWindow.SelectAsync(services, InspectionsAtOnce, service => InspectOrGoneAsync(engine, service.Id), StopToken))
            : WriteAllAsync(services)).ConfigureAwait(false);
    }

    private Filters BuildFilters(string[]? stacks)
    {
        Filters filters = new Filters().Add("mode", Mode?.Select(static mode => mode.ToLowerInvariant()) ?? []);
        FilterTable.AddLabels(filters, Label);
        FilterTable.AddTo(filters, Filter);
        if (stacks is [string stack] && !WildcardPattern.ContainsWildcardCharacters(stack))
        {
            filters.Add("label", $"{StackNames.NamespaceLabel}={stack}");
        }

        return filters;
    }

    private static async IAsyncEnumerable<DockerServiceSummary> WhereAsync(IAsyncEnumerable<DockerServiceSummary> services, Func<DockerServiceSummary, bool> isMeant)
    {
        await foreach (DockerServiceSummary service in services.ConfigureAwait(false))
        {
            if (isMeant(service))
            {
                yield return service;
            }
        }
    }

    /// <summary>One that goes while the list is read is left out, as it is gone.</summary>
    private async Task<DockerServiceDetail?> InspectOrGoneAsync(EngineApi engine, string id)
    {
        try
        {
            return await engine.Services.InspectAsync(id, StopToken).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return null;
        }
    }
}
