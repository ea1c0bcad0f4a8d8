using System.Management.Automation;

namespace DockerPS.HelpSample;

/// <summary>What the sample's cmdlets share.</summary>
public abstract class WidgetCmdlet : PSCmdlet
{
    /// <summary>The store to ask; wildcards match its name.</summary>
    [Parameter]
    [SupportsWildcards]
    [Alias("Store", "s")]
    public string[]? Warehouse { get; set; }

    /// <summary>How long to wait.</summary>
    /// <value>30 seconds</value>
    [Parameter]
    public virtual TimeSpan? Patience { get; set; }
}
