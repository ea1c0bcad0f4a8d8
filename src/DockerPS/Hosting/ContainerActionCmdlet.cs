using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that do one thing to many containers: asked about in input order, done side by side.</summary>
public abstract class ContainerActionCmdlet : ContainerTargetCmdlet
{
    private protected ContainerActionCmdlet()
    {
    }

    /// <summary>How many containers are acted on at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal sealed override int? WorkLimit => ThrottleLimit;

    /// <summary>What is done, as ShouldProcess shows it: "Stop container".</summary>
    private protected abstract string Action { get; }

    /// <summary>True where the user's -Force silences the prompt.</summary>
    private protected virtual bool NoPrompt => false;

    /// <summary>Does it to one container, and writes what there is to write.</summary>
    private protected abstract Task ActAsync(ResolvedContainer container);

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(ResolveAsync(), Action, NoPrompt, ActAsync);

    /// <summary>Writes the container as it is now.</summary>
    private protected async Task WriteRefreshedAsync(ResolvedContainer container) =>
        await WriteAsync(await container.Engine.Containers.InspectAsync(container.Id, size: false, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
}
