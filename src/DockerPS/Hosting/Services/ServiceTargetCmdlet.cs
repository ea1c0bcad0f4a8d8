using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that act on services: by name with wildcards, as objects, or by id from CSV, JSON and jobs.</summary>
public abstract class ServiceTargetCmdlet : EngineCmdlet
{
    internal const string NameSet = "Name";
    internal const string InputObjectSet = "InputObject";
    internal const string IdSet = "Id";

    private SwarmObjectResolver<DockerServiceSummary>? _resolver;

    private protected ServiceTargetCmdlet()
    {
    }

    /// <summary>The services, by name, full id or unique id prefix. Wildcards match names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerService))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public virtual string[]? Name { get; set; }

    /// <summary>The services, as objects of Get-DockerService and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerService))]
    public virtual DockerService[]? InputObject { get; set; }

    /// <summary>The services' ids, 12 to 64 letters and digits, from objects that have been through CSV, JSON or a job.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("ServiceId")]
    [ObjectId(typeof(DockerService), AnyLetter = true)]
    public virtual string[]? Id { get; set; }

    /// <summary>What the record of the id is, by which an object that is none of these is told apart. It comes from every object by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet, DontShow = true)]
    public object? PSTypeNames { get; set; }

    /// <summary>The engines to use, managers of the swarm, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>The services of this record, in input order. What is not found is an error record.</summary>
    private protected IAsyncEnumerable<ResolvedSwarmObject<DockerService>> ResolveAsync() => InputObject is not null
        ? ResolveAsync(InputObject)
        : WidenedSwarmObjects.OfAsync<DockerServiceSummary, DockerService>(Id is not null
            ? ResolveIdsAsync(Resolver, Id, typeof(DockerService), PSTypeNames)
            : ResolveNamesAsync(Resolver, Name ?? []));

    /// <summary>What objects stand for, each on its own engine.</summary>
    private protected IAsyncEnumerable<ResolvedSwarmObject<DockerService>> ResolveAsync(DockerService[] services) =>
        ResolveObjectsAsync(services, static (engine, service) => new ResolvedSwarmObject<DockerService>(engine, service, service));

    private protected SwarmObjectResolver<DockerServiceSummary> Resolver => _resolver ??= SwarmResolvers.Services(StopToken);
}
