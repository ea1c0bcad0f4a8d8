using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The base of Clear-* cmdlets for what has labels.</summary>
public abstract class LabelPruneCmdlet : PruneCmdlet
{
    private protected LabelPruneCmdlet()
    {
    }

    /// <summary>Only what has all these labels: "name", "name=value", or a hashtable. -Filter @{ 'label!' = 'keep' } spares what has one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Label { get; set; }

    private protected sealed override IEnumerable<string> LabelsOf() => KeyValueText.Of(Label, "=", "-Label");
}
