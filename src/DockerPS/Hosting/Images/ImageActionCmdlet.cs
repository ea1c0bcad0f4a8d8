using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that do one thing to many images: asked about in input order, done side by side.</summary>
public abstract class ImageActionCmdlet : ImageTargetCmdlet
{
    private protected ImageActionCmdlet()
    {
    }

    /// <summary>How many images are acted on at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal sealed override int? WorkLimit => ThrottleLimit;

    /// <summary>What is done, as ShouldProcess shows it: "Remove image".</summary>
    private protected abstract string Action { get; }

    /// <summary>True where the user's -Force silences the prompt.</summary>
    private protected virtual bool NoPrompt => false;

    /// <summary>The images to act on; a cmdlet can leave some out.</summary>
    private protected virtual IAsyncEnumerable<ResolvedImage> TargetsAsync() => ResolveAsync();

    /// <summary>Does it to one image, and writes what there is to write. Read once for each record, so that it can hold copies of parameters
    /// that change with the records.</summary>
    private protected abstract Func<ResolvedImage, Task> Act { get; }

    /// <summary>True where the images of one engine must be acted on one after the other, in input order.</summary>
    private protected virtual bool OneByOne => false;

    /// <inheritdoc/>
    private protected sealed override Task ProcessAsync() => ActOnEachAsync(
        TargetsAsync(), Action, NoPrompt, Act, OneByOne ? static image => image.Engine.Connection.Endpoint : null);
}
