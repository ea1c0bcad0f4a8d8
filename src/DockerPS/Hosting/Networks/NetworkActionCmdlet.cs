using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that do one thing to many networks: asked about in input order, done side by side.</summary>
public abstract class NetworkActionCmdlet : NetworkTargetCmdlet
{
    private protected NetworkActionCmdlet()
    {
    }

    /// <summary>How many networks are acted on at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal sealed override int? WorkLimit => ThrottleLimit;

    /// <summary>What is done, as ShouldProcess shows it: "Remove network".</summary>
    private protected abstract string Action { get; }

    /// <summary>True where the user's -Force silences the prompt.</summary>
    private protected virtual bool NoPrompt => false;

    /// <summary>Does it to one network, and writes what there is to write.</summary>
    private protected abstract Task ActAsync(ResolvedNetwork network);

    /// <inheritdoc/>
    private protected sealed override Task ProcessAsync() => ActOnEachAsync(ResolveAsync(), Action, NoPrompt, ActAsync);
}
