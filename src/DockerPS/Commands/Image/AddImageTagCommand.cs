using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gives images further references.</summary>
/// <remarks>A reference that stood for another image is moved. The twin of docker tag (POST /images/{name}/tag).</remarks>
/// <example>
/// <title>Tag an image for a registry</title>
/// <code>Add-ImageTag web:1.2 registry.example/web:1.2, registry.example/web:latest</code>
/// <para>Gives the image two further references, under which Push-Image pushes it.</para>
/// </example>
/// <example>
/// <title>Tag many images, each by its own name</title>
/// <code>Get-Image app:* | ForEach-Object { $_ | Add-ImageTag -Tag "registry.example/$($_.Reference)" -PassThru }</code>
/// <para>Gives each tag of app a twin in the registry, and returns the new references.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "ImageTag", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Tag-Image")]
[OutputType(typeof(ImageDetail))]
public sealed class AddImageTagCommand : ImageActionCmdlet
{
    private readonly TargetReferences _targets = new();

    /// <summary>The new references, such as registry.example/web:1.2; without a tag it is latest.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("Target")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>Returns the image once for each new reference.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => "Add tag " + string.Join(", ", Tag!);

    private protected override Func<ResolvedImage, Task> Act => AddAsync;

    private async Task AddAsync(ResolvedImage image)
    {
        foreach (string text in Tag!)
        {
            ImageReference reference = _targets.Take(image, text);
            await ChangeAsync(token => image.Engine.Images.TagAsync(image.Id, reference.FamiliarName, reference.Tag!, token)).ConfigureAwait(false);
            if (PassThru)
            {
                await WriteAsync(
                    await image.Engine.Images.InspectAsync(reference.Familiar, reference.Familiar, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
    }
}
