using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Streams.Copy;
using DockerPS.Hosting;
using DockerPS.Hosting.Files;
using Sma = System.Management.Automation;

namespace DockerPS.Commands;

/// <summary>Copies files and folders from containers, to containers, and from one container to another.</summary>
/// <remarks>
/// <para>An end in a container is written web:/path, as for docker cp, or named by -FromContainer and -ToContainer; then the paths are taken
/// as they are, and a colon in them means nothing. Without these a path on this side is one that is absolute, begins with a dot, is in a PowerShell drive, or has no colon.
/// Containers need not run, and nothing is run in them. The twin of docker cp (GET, PUT and HEAD /containers/{id}/archive).</para>
/// <para>A single source is copied by docker's rules. Where the destination is a folder, the source goes into it under its own name; where it is a file, a file replaces it;
/// where it is not there, the copy gets its name, and its folder has to be there. A source that ends in /. is what is in the folder, without the folder;
/// a destination that ends in / has to be a folder. Folders are copied with all that is in them, into what is there already. Several sources, by a list, wildcards or the pipeline, go into a folder, which is made if it is missing;
/// two that would get the same name there are an error.</para>
/// <para>Links are copied as links. Modes and times are kept, owners with -Archive. Files that come from a container are not trusted: nothing is written
/// outside of the destination or through a link, devices and named pipes are left out with a warning, and a file takes its place when it is whole.
/// A copy into a container that breaks off may leave a part of a file there: the engine writes files in place. See about_DockerPS_Files.</para>
/// <para>The archive itself is taken from -InFile, or given by -OutFile and -AsByteStream; docker cp's - as the destination is -AsByteStream.</para>
/// </remarks>
/// <example>
/// <title>Copy a file out of a container</title>
/// <code>Copy-ContainerFile web:/etc/nginx/nginx.conf ./</code>
/// <para>Writes nginx.conf into the current folder.</para>
/// </example>
/// <example>
/// <title>Copy what is in a folder into a container</title>
/// <code>Copy-ContainerFile ./site/. web:/usr/share/nginx/html</code>
/// <para>Copies all that is in the folder site, without the folder itself. Without /. there would be a folder html/site.</para>
/// </example>
/// <example>
/// <title>Copy a file into many containers</title>
/// <code>Copy-ContainerFile C:\certs\ca.pem -ToContainer (Get-Container web*) -Destination /etc/ssl/certs/</code>
/// <para>Copies the file into every container whose name begins with web, several at a time.</para>
/// </example>
/// <example>
/// <title>Copy from one engine to another</title>
/// <code>Copy-ContainerFile -FromContainer (Get-Container db -Context prod) -ToContainer (Get-Container db -Context test) -Path /backup -Destination /</code>
/// <para>Copies the folder from the one container to the other while it is read, without a file in between.</para>
/// </example>
/// <example>
/// <title>Copy by wildcards, or what a pipeline has chosen</title>
/// <code>Copy-ContainerFile web:/var/log/*.log ./logs
/// Get-ChildItem *.conf | Copy-ContainerFile -Destination web:/etc/app/ -WhatIf</code>
/// <para>Copies the logs into the folder logs, and shows what would be copied into the container.</para>
/// </example>
/// <example>
/// <title>Save a folder as a tar archive</title>
/// <code>Copy-ContainerFile web:/data -OutFile data.tar
/// Copy-ContainerFile -InFile data.tar -Destination web:/restored</code>
/// <para>Writes the folder as an archive, and unpacks an archive into a folder that is there.</para>
/// </example>
/// <seealso cref="GetContainerFileCommand"/>
[Cmdlet(VerbsCommon.Copy, "ContainerFile", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo), typeof(ContainerFile), typeof(byte[]))]
public sealed class CopyContainerFileCommand : EngineCmdlet
{
    internal const string PathSet = "Path";
    internal const string LiteralPathSet = "LiteralPath";
    internal const string InputObjectSet = "InputObject";
    internal const string InFileSet = "InFile";

    private readonly List<(string Text, IReadOnlyList<string> Full, bool HasWildcards, Exception? Error)> _local = [];
    private readonly List<(string Container, string Path)> _remote = [];
    private ContainerResolver? _resolver;
    private FileCopier? _copier;
    private string? _destinationContainer;
    private string? _destination;
    private string? _destinationFull;
    private int _outputs;

    /// <summary>What to copy: paths on this side, or web:/path in a container; with -FromContainer paths in it. Wildcards are expanded, in containers by listing the folder.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(ContainerFile))]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>What to copy, without wildcards: paths on this side, or with -FromContainer in a container. A colon in them means nothing.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>What to copy, as objects of Get-ContainerFile. Each is read from the container that it is in.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(ContainerFile))]
    public ContainerFile[]? InputObject { get; set; }

    /// <summary>A tar archive of this side, plain or compressed, that is unpacked into the folder -Destination of a container. The twin of docker cp - web:/path.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InFileSet)]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>Where to: a path on this side, or web:/path in a container; with -ToContainer the path in it.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>The containers to copy from, as objects or by name, full id or unique id prefix; wildcards match names.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("ContainerId")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public object[]? FromContainer { get; set; }

    /// <summary>The containers to copy to, as objects or by name, full id or unique id prefix; wildcards match names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public object[]? ToContainer { get; set; }

    /// <summary>Copies what a source that is a link leads to. Links within a folder stay links.</summary>
    [Parameter]
    [Alias("L")]
    public SwitchParameter FollowLink { get; set; }

    /// <summary>Keeps owners: from a container the numbers of user and group, setuid and setgid, which takes the right to give files away;
    /// to a container the engine gives all to the user that the container runs as, where it has one (copyUIDGID).</summary>
    [Parameter]
    [Alias("a")]
    public SwitchParameter Archive { get; set; }

    /// <summary>Writes the source as a tar archive to this file. An existing one is replaced when all is there.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Returns the source as a tar archive, in byte[] chunks, which native commands get as they are.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>Returns what was made: a FileInfo or DirectoryInfo here, also of -OutFile, a ContainerFile in a container.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many containers are worked on at once; the files of one go one after the other. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is given, else the runspace's default, else what the docker CLI would use.
    /// Beside a path it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = InFileSet)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    internal override int? WorkLimit => ThrottleLimit;

    private static bool IsWindows => OperatingSystem.IsWindows();

    private bool IsArchiveOutput => AsByteStream || OutFile is not null;

    private protected override void OnBegin()
    {
        base.OnBegin();
        if (Destination == "-" && ToContainer is null)
        {
            AsByteStream = true;
            Destination = null;
        }

        if ((AsByteStream ? 1 : 0) + (OutFile is null ? 0 : 1) + (Destination is null ? 0 : 1) != 1)
        {
            throw new InvalidRequestException("DestinationMissing", Destination is null && !IsArchiveOutput
                ? "Say where to: -Destination is a path here or CONTAINER:PATH, -OutFile and -AsByteStream give the archive."
                : "Only one of -Destination, -OutFile and -AsByteStream may be given.");
        }

        if ((IsArchiveOutput && ToContainer is not null) || (AsByteStream && PassThru))
        {
            throw new InvalidRequestException("OutputConflict", "-OutFile and -AsByteStream go without -ToContainer, and -AsByteStream without -PassThru.");
        }

        if (Destination is not null)
        {
            (_destinationContainer, _destination) = ToContainer is null && FromContainer is null ? Split(Destination) : (null, Destination);
        }

        if (ToContainer is null && _destinationContainer is null)
        {
            string? path = OutFile ?? _destination;
            _destinationFull = path is null ? null : FilePath.Of(this, path);
        }

        _copier = new FileCopier(this, new CopyOptions(FollowLink, Archive));
    }

    // Paths on this side are read on the pipeline thread, which knows the location and the drives.
    private protected override void OnRecord()
    {
        _local.Clear();
        _remote.Clear();
        if (FromContainer is not null)
        {
            return;
        }

        bool isLiteral = LiteralPath is not null || InFile is not null;
        foreach (string text in InFile is not null ? [InFile] : LiteralPath ?? Path ?? [])
        {
            (string? container, string path) = isLiteral ? (null, text) : Split(text);
            if (container is null)
            {
                _local.Add(Expand(text, isLiteral));
            }
            else
            {
                _remote.Add((container, path));
            }
        }
    }

    private protected override async Task ProcessAsync()
    {
        List<CopyEnd> targets = await TargetsAsync().ConfigureAwait(false);
        if (targets.Count > 0 || IsArchiveOutput)
        {
            await ActOnEachAsync(JobsAsync(targets), InFile is null ? "Copy" : "Unpack", noPrompt: false, RunAsync, static job => job.Key).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(CopyJob job)
    {
        object? made = null;
        if (job.To is null)
        {
            await _copier!.StreamAsync(job).ConfigureAwait(false);
        }
        else if (OutFile is not null)
        {
            made = await _copier!.SaveAsync(job).ConfigureAwait(false);
        }
        else
        {
            made = InFile is not null ? await _copier!.UnpackAsync(job).ConfigureAwait(false)
                : job.From.Container is null ? await _copier!.UploadAsync(job).ConfigureAwait(false)
                : job.To.Container is null ? await _copier!.DownloadAsync(job).ConfigureAwait(false)
                : await _copier!.RelayAsync(job).ConfigureAwait(false);
        }

        if (PassThru && made is not null)
        {
            await WriteAsync(made).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<CopyJob> JobsAsync(List<CopyEnd> targets)
    {
        bool isOneOfMany = InFile is null && (MyInvocation.ExpectingInput || (LiteralPath ?? Path)?.Length > 1 || InputObject?.Length > 1);
        await foreach ((CopyEnd from, bool isOfPattern) in SourcesAsync().ConfigureAwait(false))
        {
            if (IsArchiveOutput)
            {
                if (++_outputs > 1)
                {
                    throw new InvalidRequestException("TooManySources", "One archive has one source: name the folder above them, or write one file for each.");
                }

                yield return new CopyJob(from, OutFile is null ? null : new CopyEnd(null, _destinationFull!, OutFile, OutFile), IsOneOfMany: false);
                continue;
            }

            foreach (CopyEnd to in targets)
            {
                if (from.Container is null && to.Container is null)
                {
                    throw new InvalidRequestException("NoContainer", "Neither end is in a container: write CONTAINER:PATH, or give -FromContainer or -ToContainer.");
                }

                yield return new CopyJob(from, to, isOneOfMany || isOfPattern);
            }
        }
    }

    private async IAsyncEnumerable<(CopyEnd From, bool IsOfPattern)> SourcesAsync()
    {
        foreach ((string text, IReadOnlyList<string> full, bool hasWildcards, Exception? error) in _local)
        {
            if (error is not null)
            {
                await WriteErrorAsync(error, text).ConfigureAwait(false);
            }

            foreach (string path in full)
            {
                yield return (new CopyEnd(null, path, hasWildcards ? path : text, text), hasWildcards);
            }
        }

        if (InputObject is not null)
        {
            await foreach (CopyEnd end in ResolveObjectsAsync(InputObject, static (engine, file) =>
                new CopyEnd(new ResolvedContainer(engine, file.ContainerId, file.Container, file), file.FullName, file.FullName, file)).ConfigureAwait(false))
            {
                yield return (end, false);
            }

            yield break;
        }

        if (FromContainer is not null)
        {
            await foreach (ResolvedContainer container in ResolveEndsAsync(FromContainer).ConfigureAwait(false))
            {
                foreach (string path in LiteralPath ?? Path ?? [])
                {
                    await foreach ((CopyEnd, bool) end in InContainerAsync(container, path, isLiteral: LiteralPath is not null).ConfigureAwait(false))
                    {
                        yield return end;
                    }
                }
            }

            yield break;
        }

        foreach ((string name, string path) in _remote)
        {
            await foreach (ResolvedContainer container in ResolveEndsAsync([name]).ConfigureAwait(false))
            {
                await foreach ((CopyEnd, bool) end in InContainerAsync(container, path, isLiteral: false).ConfigureAwait(false))
                {
                    yield return end;
                }
            }
        }
    }

    private async IAsyncEnumerable<(CopyEnd From, bool IsOfPattern)> InContainerAsync(ResolvedContainer container, string path, bool isLiteral)
    {
        List<ContainerFile>? found = null;
        if (!isLiteral && WildcardPattern.ContainsWildcardCharacters(path)
            && !await GuardAsync(container.Engine.Connection, path, async () => found = await MatchAsync(container, path).ConfigureAwait(false)).ConfigureAwait(false))
        {
            yield break;
        }

        if (found is null)
        {
            yield return (new CopyEnd(container, path, path, $"{container.Label}:{path}"), false);
            yield break;
        }

        foreach (ContainerFile file in found)
        {
            yield return (new CopyEnd(container, file.FullName, file.FullName, file), true);
        }
    }

    /// <summary>What matches; null where a thing is there that is called so, brackets and all.</summary>
    private async Task<List<ContainerFile>?> MatchAsync(ResolvedContainer container, string text)
    {
        bool isWindows = await ContainerFiles.IsWindowsAsync(container.Engine, StopToken).ConfigureAwait(false);
        string path = CopyPath.InContainer(text, isWindows).Path;
        if (!await ContainerWildcards.HasAsync(container, path, StopToken).ConfigureAwait(false))
        {
            return null;
        }

        var pattern = ContainerPattern.Parse(path, isWindows);
        List<ContainerFile> found = [];
        await foreach (ContainerFile file in new ContainerListing(this, container)
            .ListAsync(pattern.Folder, parts => parts.Length == pattern.Depth && pattern.IsMatch(parts), StopToken).ConfigureAwait(false))
        {
            found.Add(file);
        }

        return found.Count > 0 ? found : throw new ResourceNotFoundException(ResourceKind.ContainerFile, $"Nothing matches {text} in the container {container.Label}.");
    }

    private async Task<List<CopyEnd>> TargetsAsync()
    {
        List<CopyEnd> targets = [];
        if (IsArchiveOutput)
        {
            return targets;
        }

        if (_destinationFull is not null)
        {
            return [new CopyEnd(null, _destinationFull, _destination!, _destination!)];
        }

        await foreach (ResolvedContainer container in ResolveEndsAsync(ToContainer ?? [_destinationContainer!]).ConfigureAwait(false))
        {
            targets.Add(new CopyEnd(container, _destination!, _destination!, Destination!));
        }

        return targets;
    }

    private async IAsyncEnumerable<ResolvedContainer> ResolveEndsAsync(object[] ends)
    {
        foreach (object end in ends)
        {
            IAsyncEnumerable<ResolvedContainer> found = Bare.Of(end) is Sma.PSObject or not Container
                ? ResolveNamesAsync(_resolver ??= new ContainerResolver(StopToken), [LanguagePrimitives.ConvertTo<string>(end)])
                : ResolveObjectsAsync([(Container)Bare.Of(end)!], static (engine, container) => ResolvedContainer.Of(engine, container));
            await foreach (ResolvedContainer container in found.ConfigureAwait(false))
            {
                yield return container;
            }
        }
    }

    /// <summary>A path in a PowerShell drive looks as one in a container; drives are fewer.</summary>
    private (string? Container, string Path) Split(string text)
    {
        (string? container, string path) = CopyArgument.Split(text, IsWindows);
        return container is not null && FilePath.HasDrive(this, text) ? (null, text) : (container, path);
    }

    private (string Text, IReadOnlyList<string> Full, bool HasWildcards, Exception? Error) Expand(string text, bool isLiteral)
    {
        try
        {
            if (text == "-")
            {
                throw new InvalidRequestException("BadPath", "An archive is read from a file: -InFile, instead of the path -.");
            }

            IReadOnlyList<string> full = isLiteral ? [FilePath.Of(this, text)] : FilePath.OfAll(this, text);
            return (text, full, !isLiteral && WildcardPattern.ContainsWildcardCharacters(text) && !System.IO.Path.Exists(FilePath.Of(this, text)), null);
        }
        catch (Exception exception) when (exception is DockerException or Sma.DriveNotFoundException or Sma.ProviderNotFoundException)
        {
            return (text, [], false, exception);
        }
    }
}
