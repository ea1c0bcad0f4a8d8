using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that act on stacks: by name with wildcards, as objects, or as what CSV, JSON and jobs make of those.</summary>
public abstract class StackTargetCmdlet : EngineCmdlet
{
    internal const string NameSet = "Name";
    internal const string InputObjectSet = "InputObject";
    internal const string StackNameSet = "StackName";

    private StackResolver? _resolver;

    private protected StackTargetCmdlet()
    {
    }

    /// <summary>The stacks, by name. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerStack))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StackCompleter))]
    public virtual string[]? Name { get; set; }

    /// <summary>The stacks, as objects of Get-DockerStack and Deploy-DockerStack. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerStack))]
    public DockerStack[]? InputObject { get; set; }

    /// <summary>The name of a stack from an object that has been through CSV, JSON or a job. It comes with the object's Connection:
    /// without that, nothing is taken for a stack. On the command line use -Name.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = StackNameSet)]
    [ValidatePattern(@"^[^*?\[\]]+$")]
    public string[]? StackName { get; set; }

    /// <summary>The engines to use, managers of the swarm, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside -StackName it also comes from the object's own Connection property, as text after CSV, JSON or a job, and is needed.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, ParameterSetName = StackNameSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>The stacks of this record, in input order. What is not found is an error record.</summary>
    private protected IAsyncEnumerable<ResolvedStack> ResolveAsync() => InputObject is not null
        ? ResolveObjectsAsync(InputObject, static (engine, stack) => new ResolvedStack(engine, stack, stack))
        : ResolveNamesAsync(_resolver ??= new StackResolver(StopToken), StackName ?? Name ?? []);
}
