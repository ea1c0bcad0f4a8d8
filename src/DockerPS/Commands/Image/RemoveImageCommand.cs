using System.Management.Automation;
using DockerPS.Engine.Api.Wire;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes images: takes references away, and deletes an image with its last one.</summary>
/// <remarks>
/// <para>By reference, the reference is taken away; the image itself is deleted when no other reference and no container uses it.
/// By id, the image is deleted, which the engine refuses while several references or a container use it.
/// Many are removed side by side, references of one image one after the other. The twin of docker rmi (DELETE /images/{name}).</para>
/// <para>Returns nothing unless -PassThru is given.</para>
/// </remarks>
/// <example>
/// <title>Remove an image by its reference</title>
/// <code>Remove-Image web:1.2</code>
/// <para>Takes the reference away; the image goes with it if that was the last one.</para>
/// </example>
/// <example>
/// <title>See first what would go</title>
/// <code>Get-Image app:* | Where-Object Created -lt (Get-Date).AddDays(-30) | Remove-Image -WhatIf</code>
/// <para>Shows which references would be taken away, and takes none.</para>
/// </example>
/// <example>
/// <title>Remove what builds left behind, and tell it</title>
/// <code>Get-Image -Dangling $true | Remove-Image -PassThru</code>
/// <para>Deletes images without a tag, and returns each reference that was taken away and each image that was deleted.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "Image", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ImageRemoval))]
public sealed class RemoveImageCommand : ImageActionCmdlet
{
    /// <summary>Also removes images that stopped containers use or that have several references, and does not ask.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    /// <summary>Keeps images without a tag that the image was built upon.</summary>
    [Parameter]
    public SwitchParameter NoPrune { get; set; }

    /// <summary>Returns what was untagged and deleted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => "Remove image";

    private protected override bool NoPrompt => Force;

    // Two references that go at the same time would each leave the image to the other.
    private protected override bool OneByOne => true;

    private protected override Func<ResolvedImage, Task> Act => RemoveAsync;

    private async Task RemoveAsync(ResolvedImage image)
    {
        List<RemovedImage> removed = await ChangeAsync(
            token => image.Engine.Images.RemoveAsync(image.Name, Force, NoPrune, token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteManyAsync(removed.ConvertAll(item => item.ToModel(image.Engine.Connection))).ConfigureAwait(false);
        }
    }
}
