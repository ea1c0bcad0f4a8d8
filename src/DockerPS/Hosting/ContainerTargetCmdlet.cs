using System.Management.Automation;
using System.Runtime.ExceptionServices;
using DockerPS.Completion;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that act on containers: by name with wildcards, as objects, or by id from CSV, JSON and jobs.</summary>
public abstract class ContainerTargetCmdlet : EngineCmdlet
{
    internal const string NameSet = "Name";
    internal const string InputObjectSet = "InputObject";
    internal const string IdSet = "Id";

    private ContainerResolver? _resolver;

    private protected ContainerTargetCmdlet()
    {
    }

    /// <summary>The containers, by name, full id or unique id prefix. Wildcards match names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation]
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
    [ValidatePattern("^[0-9a-fA-F]{12,64}$")]
    public string[]? Id { get; set; }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>The containers of this record, in input order. What is not found is an error record.</summary>
    private protected IAsyncEnumerable<ResolvedContainer> ResolveAsync() =>
        InputObject is not null ? ResolveObjectsAsync(InputObject) : ResolveNamesAsync(Id ?? Name ?? []);

    private async IAsyncEnumerable<ResolvedContainer> ResolveObjectsAsync(Container[] containers)
    {
        foreach (Container container in containers)
        {
            EngineApi? engine = null;
            if (await GuardAsync(null, container, () => Task.FromResult(engine = EngineOf(container))).ConfigureAwait(false))
            {
                yield return ResolvedContainer.Of(engine!, container);
            }
        }
    }

    private async IAsyncEnumerable<ResolvedContainer> ResolveNamesAsync(string[] names)
    {
        _resolver ??= new ContainerResolver(StopToken);
        IReadOnlyList<EngineApi> engines = [];
        if (!HasEngineOfRecord)
        {
            engines = SelectEngines();
        }
        else if (!await GuardAsync(null, names[0], () => Task.FromResult(engines = SelectEngines())).ConfigureAwait(false))
        {
            // A record whose engine is not known here leaves the others alone.
            yield break;
        }

        foreach (string name in names)
        {
            ContainerResolution resolution = await _resolver.ResolveAsync(engines, name).ConfigureAwait(false);
            foreach (DockerException error in resolution.Errors)
            {
                if (EndsCommand(engines, error))
                {
                    ExceptionDispatchInfo.Throw(error);
                }

                await WriteErrorAsync(error, name).ConfigureAwait(false);
            }

            foreach (ResolvedContainer container in resolution.Containers)
            {
                yield return container;
            }
        }
    }
}
