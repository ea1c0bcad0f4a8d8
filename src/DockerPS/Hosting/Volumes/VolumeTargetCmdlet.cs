using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that act on volumes: by name with wildcards, as objects, or as what CSV, JSON and jobs make of those.</summary>
public abstract class VolumeTargetCmdlet : EngineCmdlet
{
    internal const string NameSet = "Name";
    internal const string InputObjectSet = "InputObject";
    internal const string VolumeNameSet = "VolumeName";

    private VolumeResolver? _resolver;

    private protected VolumeTargetCmdlet()
    {
    }

    /// <summary>The volumes, by name. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerVolume))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VolumeCompleter))]
    public virtual string[]? Name { get; set; }

    /// <summary>The volumes, as objects of Get-DockerVolume and New-DockerVolume. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerVolume))]
    public DockerVolume[]? InputObject { get; set; }

    /// <summary>The name of a volume from an object that has been through CSV, JSON or a job. It comes with the object's Connection:
    /// without that, nothing is taken for a volume, as files and processes have names too. On the command line use -Name.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = VolumeNameSet)]
    [ValidatePattern(@"^[^*?\[\]]+$")]
    public string[]? VolumeName { get; set; }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside -VolumeName it also comes from the object's own Connection property, as text after CSV, JSON or a job, and is needed.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, ParameterSetName = VolumeNameSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    private protected VolumeResolver Resolver => _resolver ??= NewResolver();

    /// <summary>The volumes of this record, in input order. What is not found is an error record.</summary>
    private protected IAsyncEnumerable<ResolvedVolume> ResolveAsync() => InputObject is not null
        ? ResolveObjectsAsync(InputObject, static (engine, volume) => new ResolvedVolume(engine, volume, volume))
        : ResolveNamesAsync(Resolver, VolumeName ?? Name ?? []);

    private protected VolumeResolver NewResolver() => new(WarnOfAsync, StopToken);

    /// <summary>Writes the engine's warnings of a list.</summary>
    private protected async ValueTask WarnOfAsync(EngineApi engine, IReadOnlyList<string> warnings)
    {
        foreach (string warning in warnings)
        {
            await WarnAsync($"{engine.Connection.Name}: {DisplayText.Safe(warning)}").ConfigureAwait(false);
        }
    }
}
