using System.Collections;
using System.Management.Automation;

namespace DockerPS.HelpSample;

/// <summary>Removes widgets.</summary>
/// <example><code>Remove-Widget a</code></example>
[Cmdlet(VerbsCommon.Remove, "Widget", SupportsShouldProcess = true)]
[Alias("Drop-Widget")]
public sealed class RemoveWidgetCommand : WidgetCmdlet
{
    /// <summary>Options by name.</summary>
    [Parameter]
    public Hashtable? Option { get; set; }

    /// <summary>The widget; one at a time.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    public Widget? InputObject { get; set; }

    /// <summary>Why.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Reason { get; set; } = "";

    /// <summary>When; needed.</summary>
    [Parameter(Mandatory = true)]
    public DateTime When { get; set; }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public override TimeSpan? Patience { get; set; }

    /// <summary>The words left over.</summary>
    [Parameter(ValueFromRemainingArguments = true)]
    public object[]? Rest { get; set; }
}
