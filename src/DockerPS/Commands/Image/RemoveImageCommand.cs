using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes images: takes references away, and deletes an image with its last one.</summary>
/// <remarks>
/// <para>By reference, the reference is taken away; the image itself is deleted when no other reference and no container uses it.
/// By id, the image is deleted, which the engine refuses while several references or a container use it.
/// What holds an image that is not removed is in the error: its containers, the images that are built upon it, its references; as objects
/// in the properties Containers, Children and References of its Exception.
/// On each engine they are removed in the order given, several engines side by side. The twin of docker rmi (DELETE /images/{name}).</para>
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
/// <example>
/// <title>Remove what holds an image, then the image</title>
/// <code>try { Remove-Image web:1.2 -ErrorAction Stop } catch { $_.Exception.Containers | Remove-Container -Force; Remove-Image web:1.2 }</code>
/// <para>The error of an image in use has its containers as objects, which know their engine.</para>
/// </example>
/// <example>
/// <title>Keep only one platform of an image</title>
/// <code>Remove-Image web:1.2 -Platform linux/arm64, linux/arm/v7 -Force</code>
/// <para>Takes away what the containerd image store has of the image for these platforms, and leaves the rest and the reference.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "Image", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ImageRemoval))]
public sealed class RemoveImageCommand : ImageActionCmdlet
{
    private string[] _platforms = [];

    /// <summary>Also removes images that stopped containers use or that have several references, and does not ask.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    /// <summary>Keeps images without a tag that the image was built upon.</summary>
    [Parameter]
    public SwitchParameter NoPrune { get; set; }

    /// <summary>Removes only what the engine has of the image for these platforms: os[/architecture[/variant]], such as linux/arm64.
    /// Needs Engine API 1.50 and the containerd image store, and -Force, as the content goes from every image that has it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string[]? Platform { get; set; }

    /// <summary>Returns what was untagged and deleted.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => Platform is null ? "Remove image" : "Remove platform " + string.Join(", ", Platform) + " of image";

    private protected override bool NoPrompt => Force;

    // Two references that go at the same time would each leave the image to the other, and what is built upon an image takes it along
    // while it is being removed itself: older engines then fail at one of the two.
    private protected override bool OneByOne => true;

    private protected override Func<ResolvedImage, Task> Act => RemoveAsync;

    private protected override void OnBegin()
    {
        base.OnBegin();
        _platforms = [.. (Platform ?? []).Select(PlatformSpec.ToJson)];
    }

    private async Task RemoveAsync(ResolvedImage image)
    {
        if (Platform is not null)
        {
            await image.Engine.RequireAsync(new ApiVersion(1, 50), "-Platform", StopToken).ConfigureAwait(false);
        }

        List<RemovedImage> removed;
        try
        {
            removed = await ChangeAsync(
                token => image.Engine.Images.RemoveAsync(image.Name, Force, NoPrune, _platforms, token)).ConfigureAwait(false);
        }
        catch (DockerApiException refusal) when (refusal.StatusCode == 409)
        {
            throw await ImageUse.ExplainAsync(image, refusal, StopToken).ConfigureAwait(false);
        }

        if (PassThru)
        {
            await WriteManyAsync(removed.ConvertAll(item => item.ToModel(image.Engine.Connection))).ConfigureAwait(false);
        }
    }
}
