using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The base of Clear-* cmdlets for what has labels and whose age the engine minds.</summary>
public abstract class AgePruneCmdlet : LabelPruneCmdlet
{
    private protected AgePruneCmdlet()
    {
    }

    /// <summary>Only what was made before this time: a DateTime, a TimeSpan or docker's 24h back from now, or a text such as 2026-05-01.</summary>
    [Parameter]
    [TimeTransformation]
    public DateTime? Until { get; set; }

    private protected sealed override DateTime? TimeOf() => Until;
}
