using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Streams.Build;
using DockerPS.Hosting;
using DockerPS.Hosting.Output;

namespace DockerPS.Commands;

/// <summary>Brings images of tar archives to engines, or makes an image of an archive of files.</summary>
/// <remarks>
/// <para>Returns the images, one for each reference in the archive. An archive is a file, or bytes of the pipeline; it may be compressed by gzip, bzip2 or xz, which the engine
/// undoes. Several engines get the same archive side by side, piped bytes too. The twin of docker load (POST /images/load).</para>
/// <para>With -RootFileSystem the archive has no images but files, as Export-Container and tar write them: they become the one layer of a new image, which is returned.
/// Then it can also be a URL, which the engine fetches by itself, or a folder, whose content is sent. An archive without files makes an empty image to build upon.
/// The twin of docker import (POST /images/create).</para>
/// <para>Text is refused: PowerShell decodes what a native command writes into its pipeline, and an archive does not survive that. An archive that the engine cannot read is an error
/// with the id LoadFailed, or ImportFailed with -RootFileSystem.</para>
/// </remarks>
/// <example>
/// <title>Load the images of an archive</title>
/// <code>Import-Image web.tar</code>
/// <para>Brings the images to the default engine, and returns them.</para>
/// </example>
/// <example>
/// <title>Load many archives on many engines</title>
/// <code>Get-ChildItem ./images -Include *.tar, *.tar.gz -Recurse | Import-Image -Context prod-* | Format-Table Engine, Reference, Size</code>
/// <para>Every engine whose context begins with prod- gets every archive.</para>
/// </example>
/// <example>
/// <title>Take images from one engine to another</title>
/// <code>Get-Image app:* -Context build | Export-Image -AsByteStream | Import-Image -Context prod</code>
/// <para>No file is written on the way.</para>
/// </example>
/// <example>
/// <title>Make an image of a container's files</title>
/// <code>Export-Container web -AsByteStream | Import-Image -RootFileSystem -Tag web:flat -Change 'CMD ["nginx"]', 'EXPOSE 80' -Message 'One layer'</code>
/// <para>The image has one layer with all files, and begins with nginx.</para>
/// </example>
/// <example>
/// <title>Make images of other sources</title>
/// <code>Import-Image https://example.com/rootfs.tar.xz -RootFileSystem -Tag base:1
/// Import-Image ./rootfs -RootFileSystem -Tag base:2
/// tar cf empty.tar --files-from /dev/null; Import-Image empty.tar -RootFileSystem -Tag scratch-like</code>
/// <para>The engine fetches the first; the second is sent from a folder; the third is an empty image to build upon.</para>
/// </example>
/// <seealso cref="ExportImageCommand"/>
/// <seealso cref="ExportContainerCommand"/>
[Cmdlet(VerbsData.Import, "Image", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[Alias("Load-Image")]
[OutputType(typeof(ImageDetail))]
public sealed class ImportImageCommand : EngineCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string InputObjectSet = "InputObject";

    private readonly List<(string Text, string? Full, Exception? Error)> _places = [];
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);
    private IReadOnlyList<ImageReference> _references = [];
    private PipelineInput? _input;

    /// <summary>The archives; wildcards are expanded. With -RootFileSystem also a folder, or a URL that the engine fetches (http, https).</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [Alias("i", "Input")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The archives as paths in which no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Files of Get-Item and Get-ChildItem, each an archive, or the bytes of one archive: of Export-Image -AsByteStream,
    /// Export-Container -AsByteStream, Get-Content -AsByteStream -Raw. With -RootFileSystem also folders.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>The archive has the files of an image, not images: an image is made of them, with one layer.</summary>
    [Parameter]
    [Alias("RootFs")]
    public SwitchParameter RootFileSystem { get; set; }

    /// <summary>With -RootFileSystem, the names of the image, name:tag or registry/name:tag. Without a tag it is latest. Without -Tag the image has no name.</summary>
    [Parameter(Position = 1)]
    [Alias("Reference", "Repository", "t")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>With -RootFileSystem, instructions of a Dockerfile, which change what containers of the image begin with:
    /// CMD, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL, USER, VOLUME, WORKDIR.</summary>
    [Parameter]
    [Alias("c")]
    [ValidateNotNullOrEmpty]
    public string[]? Change { get; set; }

    /// <summary>With -RootFileSystem, a message; it is the image's Comment.</summary>
    [Parameter]
    [Alias("m")]
    [ValidateNotNullOrEmpty]
    public string? Message { get; set; }

    /// <summary>Only these platforms of images that are made for several: os/architecture[/variant], such as linux/arm64. Needs Engine API 1.48, several 1.52.
    /// All that are there by default. With -RootFileSystem the one platform that the files are for; by default DOCKER_DEFAULT_PLATFORM, else the engine's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string[]? Platform { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        if (!RootFileSystem && (Tag is not null || Change is not null || Message is not null))
        {
            throw new InvalidRequestException("BadParameter", "-Tag, -Change and -Message go with -RootFileSystem only: images of an archive bring their own.")
            {
                Advice = "Import-Image web.tar | Add-ImageTag -Tag registry.example/web:1.2 gives an image that was loaded a further name.",
            };
        }

        if (RootFileSystem && Platform?.Length > 1)
        {
            throw new InvalidRequestException("BadParameter", "With -RootFileSystem there is one image, and it is for one -Platform.");
        }

        _references = [.. (Tag ?? []).Select(TargetReferences.Read)];
        foreach (string change in Change ?? [])
        {
            ImportInstruction.Check(change);
        }
    }

    // Paths are read on the pipeline thread, which knows the location and the drives.
    private protected override void OnRecord()
    {
        _places.Clear();
        foreach (string text in Path ?? [])
        {
            if (IsUrl(text))
            {
                _places.Add((text, null, null));
            }
            else
            {
                Expand(text, FilePath.OfAll);
            }
        }

        foreach (string text in LiteralPath ?? [])
        {
            Expand(text, static (cmdlet, path) => [FilePath.Of(cmdlet, path)]);
        }
    }

    private protected override bool TryProcess() => _input is not null && (PipelineInput.JoinedBytes(InputObject) ?? Bare.Of(InputObject)) is byte or byte[] && _input.TryWrite(InputObject);

    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == InputObjectSet)
        {
            await TakeAsync(InputObject).ConfigureAwait(false);
            return;
        }

        foreach ((string text, string? full, Exception? error) in _places)
        {
            if (error is not null)
            {
                await WriteErrorAsync(error, text).ConfigureAwait(false);
            }
            else
            {
                await ImportAsync(text, () => full is null ? UrlSource(text) : PlaceSource(full, text)).ConfigureAwait(false);
            }
        }
    }

    private protected override Task EndAsync()
    {
        _input?.Complete();
        return Task.CompletedTask;
    }

    private async Task TakeAsync(object? item)
    {
        object? bare = PipelineInput.JoinedBytes(item) ?? Bare.Of(item);
        switch (bare)
        {
            case null:
                return;
            case FileSystemInfo when _input is not null:
                throw new InvalidRequestException("InputAmbiguous", "Files and bytes are piped in together: bytes are one archive, each file is another.");
            case FileSystemInfo place:
                await ImportAsync(place, () => PlaceSource(place.FullName, place)).ConfigureAwait(false);
                return;
            case byte or byte[]:
                await BeginBytesAsync().ConfigureAwait(false);
                await _input!.WriteAsync(bare, StopToken).ConfigureAwait(false);
                return;
            case string:
                throw new InvalidRequestException(
                    "InputNotBytes", "Text is piped in, and an archive is bytes: what a native command writes PowerShell decodes, and bytes are lost on the way.")
                {
                    Advice = "Give a path with -Path, pipe files (Get-ChildItem *.tar) or bytes (Get-Content -AsByteStream -Raw, Export-Image -AsByteStream). "
                        + "Let a native command write to a file first; compressed archives can stay as they are.",
                };
            case IEnumerable list:
                foreach (object? member in list)
                {
                    await TakeAsync(member).ConfigureAwait(false);
                }

                return;
            default:
                throw new InvalidRequestException("BadParameter", $"Import-Image takes files and bytes from the pipeline, not {bare.GetType().Name}.");
        }
    }

    private ImportSource PlaceSource(string path, object target)
    {
        if (!Directory.Exists(path))
        {
            return ImportSource.FromFile(path, target);
        }

        return RootFileSystem
            ? ImportSource.FromFolder(path, target, StopToken)
            : throw new InvalidRequestException("BadPath", $"'{path}' is a folder, not an archive of images.")
            {
                Advice = "-RootFileSystem makes an image of the files in it.",
            };
    }

    private ImportSource UrlSource(string url) => RootFileSystem
        ? ImportSource.FromUrl(url)
        : throw new InvalidRequestException("BadPath", $"The engine fetches only the files of an image from a URL, not images: '{RemoteContext.Display(url)}'.")
        {
            Advice = "Invoke-WebRequest -OutFile fetches an archive of images; with -RootFileSystem the URL is one of files.",
        };

    private async Task ImportAsync(object target, Func<ImportSource> open)
    {
        ImportSource? source = null;
        if (!await GuardAsync(null, target, () => Task.FromResult(source = open())).ConfigureAwait(false))
        {
            return;
        }

        await ForEachEngineAsync(async engine =>
        {
            if (await ConfirmAsync(engine, source!.Display).ConfigureAwait(false))
            {
                await GuardAsync(engine.Connection, target, () => ImportAsync(engine, source)).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Begins to send what is piped in, the same to each engine; none gets far ahead of the slowest.</summary>
    private async Task BeginBytesAsync()
    {
        if (_input is not null)
        {
            return;
        }

        PipelineInput input = _input = new PipelineInput();
        await ForEachEngineAsync(async engine =>
        {
            if (!await ConfirmAsync(engine, "the piped archive").ConfigureAwait(false))
            {
                return;
            }

            CommandInput bytes;
            lock (input)
            {
                bytes = input.Open();
            }

            await QueueAsync(() => GuardAsync(engine.Connection, null, async () =>
            {
                using (bytes)
                {
                    await ImportAsync(engine, ImportSource.FromPipeline(bytes)).ConfigureAwait(false);
                }
            })).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task<bool> ConfirmAsync(EngineApi engine, string what)
    {
        string action = !RootFileSystem ? "Import images" : _references.Count == 0 ? "Import files as an image" : $"Import files as image {string.Join(", ", _references.Select(static reference => reference.Familiar))}";
        if (!await ShouldProcessAsync($"{what} on {engine.Connection.Name}", action).ConfigureAwait(false))
        {
            return false;
        }

        // An engine that is not there ends the command; an archive that cannot be read does not.
        await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
        return true;
    }

    private async Task ImportAsync(EngineApi engine, ImportSource source)
    {
        var import = new ImageImport(this, engine, source);
        if (!RootFileSystem)
        {
            await WriteManyAsync(await import.LoadAsync(Platform ?? []).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        Claim(engine, source);
        await WriteAsync(await import.ImportAsync(
            _references, Message, Change ?? [], Platform?[0] ?? DockerEnvironment.Current.DefaultPlatform).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>A name stands for one image: of several archives the last would silently win.</summary>
    private void Claim(EngineApi engine, ImportSource source)
    {
        foreach (ImageReference reference in _references)
        {
            lock (_named)
            {
                if (!_named.TryAdd($"{engine.Connection.Endpoint} {reference.Familiar}", source.Display))
                {
                    throw new InvalidRequestException(
                        "ReferenceInUse",
                        $"'{reference.Familiar}' was given to the image of {_named[$"{engine.Connection.Endpoint} {reference.Familiar}"]} by this command already; that of {source.Display} would take it away.")
                    {
                        Advice = "Give each image a name of its own, with ForEach-Object.",
                    };
                }
            }
        }
    }

    private void Expand(string text, Func<PSCmdlet, string, IReadOnlyList<string>> read)
    {
        try
        {
            foreach (string path in read(this, text))
            {
                _places.Add((text, path, null));
            }
        }
        catch (Exception exception) when (exception is DockerException or RuntimeException or NotSupportedException)
        {
            _places.Add((text, null, exception));
        }
    }

    private static bool IsUrl(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
