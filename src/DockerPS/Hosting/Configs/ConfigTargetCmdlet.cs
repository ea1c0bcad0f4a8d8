using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that act on configs: by name with wildcards, as objects, or by id from CSV, JSON and jobs.</summary>
public abstract class ConfigTargetCmdlet : EngineCmdlet
{
    internal const string NameSet = "Name";
    internal const string InputObjectSet = "InputObject";
    internal const string IdSet = "Id";

    private SwarmObjectResolver<DockerConfigSummary>? _resolver;

    private protected ConfigTargetCmdlet()
    {
    }

    /// <summary>The configs, by name, full id or unique id prefix. Wildcards match names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerConfig))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConfigCompleter))]
    public virtual string[]? Name { get; set; }

    /// <summary>The configs, as objects of Get-DockerConfig and other cmdlets. Each goes back to the manager that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerConfig))]
    public DockerConfig[]? InputObject { get; set; }

    /// <summary>The configs' ids, 12 to 64 letters and digits, from objects that have been through CSV, JSON or a job.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("ConfigId")]
    [ObjectId(typeof(DockerConfig), AnyLetter = true)]
    public string[]? Id { get; set; }

    /// <summary>What the record of the id is, by which an object that is none of these is told apart. It comes from every object by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet, DontShow = true)]
    public object? PSTypeNames { get; set; }

    /// <summary>The engines of managers to ask, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>The configs of this record, in input order. What is not found is an error record.</summary>
    private protected IAsyncEnumerable<ResolvedSwarmObject<DockerConfig>> ResolveAsync() => InputObject is not null
        ? ResolveObjectsAsync(InputObject, static (engine, config) => new ResolvedSwarmObject<DockerConfig>(engine, config, config))
        : WidenedSwarmObjects.OfAsync<DockerConfigSummary, DockerConfig>(
            Id is not null ? ResolveIdsAsync(Resolver, Id, typeof(DockerConfig), PSTypeNames) : ResolveNamesAsync(Resolver, Name ?? []));

    private SwarmObjectResolver<DockerConfigSummary> Resolver => _resolver ??= SwarmResolvers.Configs(StopToken);
}
