using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;
using DockerPS.Hosting.Files;

namespace DockerPS.Commands;

/// <summary>Saves images as a tar archive.</summary>
/// <remarks>
/// <para>One archive takes one image or many, with all their layers; layers that several have are in it once. It goes to a file,
/// which takes its place when it is whole, or as bytes to the next command. Import-Image brings the images to an engine.
/// The twin of docker save (GET /images/get).</para>
/// <para>An image that is given by its reference is in the archive with that reference, and a repository without a tag stands for all its tags;
/// one that is given by its id has no reference there, and none where it is imported. All images of one archive are on one engine.
/// Where one is not found, nothing is exported.</para>
/// </remarks>
/// <example>
/// <title>Save an image to a file</title>
/// <code>Export-Image web:1.2 -OutFile web.tar</code>
/// <para>Writes the archive; a file that is there already is replaced when all has come.</para>
/// </example>
/// <example>
/// <title>Save several images in one archive</title>
/// <code>Get-Image registry.example/team/* | Export-Image -OutFile team.tar -PassThru</code>
/// <para>Writes all images of the team, each with its reference, and returns the file.</para>
/// </example>
/// <example>
/// <title>Take an image from one engine to another</title>
/// <code>Export-Image web:1.2 -Context build -AsByteStream | Import-Image -Context prod-*</code>
/// <para>The archive goes through this machine's memory in small pieces, and to every engine whose context begins with prod-.</para>
/// </example>
/// <example>
/// <title>Compress it, or send it elsewhere</title>
/// <code>Export-Image web:1.2 -AsByteStream | gzip -c > web.tar.gz
/// Export-Image web:1.2 -AsByteStream | ssh me@server docker load</code>
/// <para>Native commands get the bytes as they are.</para>
/// </example>
/// <seealso cref="ImportImageCommand"/>
/// <seealso cref="ExportContainerCommand"/>
[Cmdlet(VerbsData.Export, "Image", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Save-Image")]
[OutputType(typeof(FileInfo), typeof(byte[]))]
public sealed class ExportImageCommand : ImageTargetCmdlet
{
    // Only when all input is there is it known what goes into the archive.
    private readonly List<ResolvedImage> _images = [];
    private readonly List<string> _missing = [];
    private string? _outFile;

    /// <summary>Writes the archive to this file. It is written beside its place and renamed when it is whole: a failure leaves what was there before.</summary>
    [Parameter(Position = 1)]
    [Alias("Path", "Output", "o")]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Returns the archive as byte[] chunks, which native commands and Import-Image get as they are. For a file take -OutFile:
    /// the redirection &gt; writes the bytes as text.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>Returns the file of -OutFile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Only these platforms of images that are made for several: os/architecture[/variant], such as linux/arm64.
    /// Needs Engine API 1.48, several 1.52. All that are there by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string[]? Platform { get; set; }

    private protected override bool AsList => true;

    private protected override void OnBegin()
    {
        base.OnBegin();
        ArchiveOutputRules.Check(OutFile, AsByteStream, PassThru);
        _outFile = OutFile is null ? null : FilePath.Of(this, OutFile);
    }

    private protected override async Task ProcessAsync()
    {
        // What is asked for by its own name or id has to be there; a wildcard may stand for nothing.
        var wanted = new HashSet<object>(ParameterSetName switch
        {
            InputObjectSet => InputObject!,
            IdSet => string.IsNullOrEmpty(Reference) ? Id! : [Reference],
            _ => Name!.Where(static name => !WildcardPattern.ContainsWildcardCharacters(name)),
        });
        await foreach (ResolvedImage image in ResolveAsync().ConfigureAwait(false))
        {
            wanted.Remove(image.Target);
            _images.Add(IsMeantById(image) ? image with { Reference = null } : image);
        }

        _missing.AddRange(wanted.Select(static target => target.ToString()!));
    }

    private protected override async Task EndAsync()
    {
        if (_missing.Count > 0)
        {
            if (_images.Count > 0)
            {
                throw new InvalidRequestException("ArchiveIncomplete", $"Nothing was exported: not all images are there. Missing: {string.Join(", ", _missing)}.");
            }

            return;
        }

        if (_images.Count == 0)
        {
            return;
        }

        EngineApi engine = _images[0].Engine;
        if (_images.Find(image => !image.Engine.Connection.IsSameEngine(engine.Connection)) is { } other)
        {
            throw new InvalidRequestException(
                "OutputAmbiguous", $"Images of several engines cannot go into one archive: {_images[0].Describe()}, {other.Describe()}.")
            {
                Advice = "Export those of each engine to a file of their own: Group-Object Engine, ForEach-Object.",
            };
        }

        string what = string.Join(", ", _images.Select(static image => image.Reference ?? ShortId.Of(image.Id)).Distinct());
        if (_outFile is null)
        {
            // Not guarded: behind an error that goes on, the next command would take a part for the whole.
            await AttributeAsync(engine.Connection, () => Export(engine, what).StreamAsync()).ConfigureAwait(false);
        }
        else if (await ShouldProcessAsync($"{what} on {engine.Connection.Name}", $"Export image to {_outFile}").ConfigureAwait(false))
        {
            await GuardAsync(engine.Connection, _images.Count == 1 ? _images[0].Target : what, () => SaveAsync(engine, what, _outFile)).ConfigureAwait(false);
        }
    }

    private async Task SaveAsync(EngineApi engine, string what, string path)
    {
        await Export(engine, what).SaveAsync(path).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteAsync(new FileInfo(path)).ConfigureAwait(false);
        }
    }

    private ArchiveExport Export(EngineApi engine, string what)
    {
        string[] names = [.. _images.Select(static image => image.Name).Distinct(StringComparer.Ordinal)];
        // Layers that several images share count once for each here and are in the archive once: an estimate is all that there is.
        long size = _images.DistinctBy(static image => image.Id).Sum(static image => Math.Max(0, image.Image.Size));
        return new ArchiveExport(
            this, engine.Connection.Name, what, size > 0 ? size : null, () => engine.Images.OpenSaveAsync(names, Platform ?? [], StopToken));
    }

    /// <summary>True where the user gave an id: docker then saves the image without any reference.</summary>
    private static bool IsMeantById(ResolvedImage image) =>
        image.Target is string text
        && ImageResolver.IsIdOf(text, image.Image)
        && !(ImageReference.TryParse(text, out ImageReference? reference, out _) && (image.Image as ImageSummary)?.Repository == reference.FamiliarName);
}
