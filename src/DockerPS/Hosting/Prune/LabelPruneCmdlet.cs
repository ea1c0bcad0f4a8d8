using System.Management.Automation;
using DockerPS.Completion;

namespace DockerPS.Hosting;

/// <summary>The base of Clear-* cmdlets for what has labels.</summary>
public abstract class LabelPruneCmdlet : PruneCmdlet
{
    private protected LabelPruneCmdlet()
    {
    }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, contexts of Get-DockerContext, or as the names
    /// of either, or endpoints; all can be piped in. By default the runspace's default (Connect-Docker, Use-DockerContext),
    /// else what the docker CLI would use: DOCKER_HOST, DOCKER_CONTEXT, the current context, the local engine.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>Only what has all these labels: "name", "name=value", or a hashtable. -Filter @{ 'label!' = 'keep' } spares what has one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Label { get; set; }

    private protected sealed override IEnumerable<string> LabelsOf() => KeyValueText.Of(Label, "=", "-Label");
}
