using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that act on containers: by name with wildcards, as objects, or by id from CSV, JSON and jobs.</summary>
public abstract class ContainerTargetCmdlet : EngineCmdlet
{
    internal const string NameSet = "Name";
    internal const string InputObjectSet = "InputObject";
    internal const string IdSet = "Id";

    /// <summary>The set in which containers come from the pipeline, and what is given by position is not their name but what follows it:
    /// Get-Container web | Get-ContainerPort 80. PowerShell puts it into the first position, which is -Name.</summary>
    internal const string PipedSet = "Piped";

    private ContainerResolver? _resolver;

    private protected ContainerTargetCmdlet()
    {
    }

    /// <summary>The containers, by name, full id or unique id prefix. Wildcards match names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public virtual string[]? Name { get; set; }

    /// <summary>The containers, as objects of Get-Container and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Container))]
    public virtual Container[]? InputObject { get; set; }

    /// <summary>The containers' ids, 12 to 64 hexadecimal digits, from objects that have been through CSV, JSON or a job.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("ContainerId")]
    [ObjectId(typeof(Container))]
    public string[]? Id { get; set; }

    /// <summary>What the record of the id is, by which an object that is none of these is told apart. It comes from every object by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet, DontShow = true)]
    public object? PSTypeNames { get; set; }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>The containers of this record, in input order. What is not found is an error record.</summary>
    private protected IAsyncEnumerable<ResolvedContainer> ResolveAsync() => InputObject is not null
        ? ResolveObjectsAsync(InputObject, static (engine, container) => ResolvedContainer.Of(engine, container))
        : Id is not null ? ResolveIdsAsync(Resolver, Id, typeof(Container), PSTypeNames)
        : ResolveNamesAsync(Resolver, Name ?? []);

    /// <summary>The values that follow the containers, where <paramref name="given"/> are those of their own parameter.</summary>
    /// <exception cref="InvalidRequestException">-Name was written out behind containers of the pipeline, or there is one value too many.</exception>
    private protected string[]? WithPositional(string[]? given, string parameter)
    {
        if (ParameterSetName != PipedSet || Name is null)
        {
            return given;
        }

        if (given is not null || !Positional.IsGivenSo(MyInvocation, nameof(Name)))
        {
            throw new InvalidRequestException("ParameterConflict", given is not null
                ? $"The containers come from the pipeline: '{string.Join(", ", Name)}' is one argument too many beside -{parameter} {string.Join(", ", given)}."
                : $"The containers come from the pipeline, and -Name names others: only one of the two may be given.");
        }

        return Name;
    }

    private ContainerResolver Resolver => _resolver ??= new ContainerResolver(StopToken);
}
