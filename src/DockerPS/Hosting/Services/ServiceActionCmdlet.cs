using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that do one thing to many services: asked about in input order, done side by side.</summary>
public abstract class ServiceActionCmdlet : ServiceTargetCmdlet
{
    private protected ServiceActionCmdlet()
    {
    }

    /// <summary>How many services are acted on at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal sealed override int? WorkLimit => ThrottleLimit;
}
