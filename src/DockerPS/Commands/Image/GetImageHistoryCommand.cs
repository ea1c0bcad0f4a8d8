using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api.Wire;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the steps by which images were made.</summary>
/// <remarks>Returns one object for each step, the newest first, with what was done and how many bytes it added. Only steps of the classic builder that were done on this engine
/// have an id of their own beside the newest. The twin of docker history (GET /images/{name}/history).</remarks>
/// <example>
/// <title>See how an image was made</title>
/// <code>Get-ImageHistory nginx:1.27</code>
/// <para>Lists the steps of the image and of those that it was built upon.</para>
/// </example>
/// <example>
/// <title>Find what makes images large</title>
/// <code>Get-Image app:* | Get-ImageHistory | Sort-Object Size -Descending | Select-Object -First 10 Image, Size, Instruction</code>
/// <para>The ten steps that added most.</para>
/// </example>
/// <example>
/// <title>Count layers, and look for secrets</title>
/// <code>(Get-ImageHistory web:1.2 | Where-Object -Not IsEmptyLayer).Count
/// Get-ImageHistory web:1.2 | Where-Object CreatedBy -match 'token|password'</code>
/// <para>Steps that only changed what containers begin with are no layers. Build arguments stand in CreatedBy.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "ImageHistory", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ImageHistory))]
public sealed class GetImageHistoryCommand : ImageTargetCmdlet
{
    /// <summary>Of an image that is made for several platforms, this one: os/architecture[/variant], such as linux/arm64.
    /// Needs Engine API 1.48. By default the engine's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string? Platform { get; set; }

    private protected override async Task ProcessAsync()
    {
        await foreach (ResolvedImage image in ResolveAsync().ConfigureAwait(false))
        {
            await GuardAsync(image.Engine.Connection, image.Target, async () =>
            {
                List<ImageHistoryItem> items = await image.Engine.Images.HistoryAsync(image.Name, Platform, StopToken).ConfigureAwait(false);
                await WriteManyAsync(items.ConvertAll(item => item.ToModel(image.Engine.Connection, image.Name))).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }
}
