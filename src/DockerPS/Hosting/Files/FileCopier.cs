using System.Collections.Concurrent;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Copy;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting.Files;

/// <summary>Copies files between here and containers, by the rules of docker cp.</summary>
internal sealed class FileCopier(DockerCmdlet cmdlet, CopyOptions options)
{
    private const int CopyBufferSize = 256 * 1024;

    private readonly ConcurrentDictionary<string, string> _claimed = new(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private CancellationToken StopToken => cmdlet.StopToken;

    /// <summary>Copies from a container to here.</summary>
    /// <returns>What is there now.</returns>
    public async Task<FileSystemInfo> DownloadAsync(CopyJob job)
    {
        ResolvedContainer container = job.From.Container!;
        CopyDestination destination = LocalDestination.Find(job.To!.Path, job.To.Text, job.IsOneOfMany);
        (CopyPath source, string name) = await SourceAsync(container, job.From.Path).ConfigureAwait(false);
        (DockerResponse archive, PathStat stat) = await OpenAsync(container, source).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            CopyTarget target = CopyTarget.Decide(name, stat.IsFolder, destination, job.IsOneOfMany, isLocal: true);
            if (OperatingSystem.IsWindows() && target.Names.FirstOrDefault(static part => !ArchiveName.IsWindowsName(part)) is { } impossible)
            {
                throw new InvalidRequestException("BadPath", $"Windows can have no file of the name '{DisplayText.Of(impossible)}'. Name the destination in full.");
            }

            if (job.IsOneOfMany)
            {
                Directory.CreateDirectory(destination.Path.Path);
            }

            string path = Path.Join([RealPath.Resolve(target.Folder), .. target.Names]);
            if (target.Names.Count > 0)
            {
                Claim(path, job);
            }

            var warnings = new List<string>();
            using CopyBar bar = Bar(job, stat.IsFolder ? null : stat.Size);
            await WarnAfterAsync(warnings, () => new TarExtractor(path, new ExtractOptions
            {
                Base = source.BaseInContainer,
                IntoTarget = target.Names.Count == 0,
                KeepOwner = options.KeepOwner,
                Warn = warnings.Add,
                Progress = bar,
            }).ExtractAsync(new ArchiveReader(archive.Body), StopToken)).ConfigureAwait(false);
            await TellAsync(job, bar).ConfigureAwait(false);
            return Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        }
    }

    /// <summary>Copies from here to a container.</summary>
    /// <returns>What is there now; null where the engine does not tell.</returns>
    public async Task<ContainerFile?> UploadAsync(CopyJob job)
    {
        var source = CopyPath.OfLocal(job.From.Path, job.From.Text);
        LocalTree tree = LocalTree.Scan(source, options.FollowLink, StopToken);
        foreach (string path in tree.LeftOut)
        {
            await cmdlet.WarnAsync($"'{DisplayText.Of(path)}' was left out: it is a device or a socket.").ConfigureAwait(false);
        }

        CopyDestination destination = await FindAsync(job.To!.Container!, job.To.Path).ConfigureAwait(false);
        CopyTarget target = CopyTarget.Decide(source.LocalBase, tree.IsFolder, destination, job.IsOneOfMany, isLocal: false);
        using CopyBar bar = Bar(job, total: null);
        return await SendAsync(job, target, () => tree.CreateContent(target.Names, bar), bar).ConfigureAwait(false);
    }

    /// <summary>Copies from a container to a container.</summary>
    /// <returns>What is there now; null where the engine does not tell.</returns>
    public async Task<ContainerFile?> RelayAsync(CopyJob job)
    {
        ResolvedContainer from = job.From.Container!;
        ResolvedContainer to = job.To!.Container!;
        CopyDestination destination = await FindAsync(to, job.To.Path).ConfigureAwait(false);
        (CopyPath source, string name) = await SourceAsync(from, job.From.Path).ConfigureAwait(false);
        (DockerResponse archive, PathStat stat) = await OpenAsync(from, source).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            CopyTarget target = CopyTarget.Decide(name, stat.IsFolder, destination, job.IsOneOfMany, isLocal: false);
            var warnings = new List<string>();
            using CopyBar bar = Bar(job, stat.IsFolder ? null : stat.Size);

            // Within one container the engine would wait for itself: it gives no archive and takes one at the same time.
            bool isOneContainer = from.Id == to.Id;
            Stream content = isOneContainer ? await SpoolAsync(archive).ConfigureAwait(false) : archive.Body;
            await using ((isOneContainer ? content : Stream.Null).ConfigureAwait(false))
            {
                ContainerFile? made = null;
                await WarnAfterAsync(warnings, async () => made = await SendAsync(
                    job, target, new ArchiveRelay(content, source.BaseInContainer, target.Names, warnings.Add, bar).CreateContent, bar).ConfigureAwait(false)).ConfigureAwait(false);
                return made;
            }
        }
    }

    /// <summary>Unpacks a tar file of this side into a folder of a container.</summary>
    /// <returns>The folder; null where the engine does not tell.</returns>
    public async Task<ContainerFile?> UnpackAsync(CopyJob job)
    {
        CopyDestination destination = await FindAsync(job.To!.Container!, job.To.Path).ConfigureAwait(false);
        if (!destination.IsFolder)
        {
            throw destination.Exists
                ? new InvalidRequestException("DestinationNotFolder", $"'{job.To.Display}' is a file; an archive is unpacked into a folder.")
                : ContainerApi.NoSuchPath(job.To.Container!.Label, job.To.Path);
        }

        using CopyBar bar = Bar(job, total: null);
        var file = BuildContext.FromArchive(() => new FileStream(job.From.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
        return await SendAsync(job, new CopyTarget(destination.Path.Path, []), () => file.CreateContent(bar), bar).ConfigureAwait(false);
    }

    /// <summary>Writes a path of a container as a tar archive: to a file, which takes its place when it is whole.</summary>
    /// <returns>The file.</returns>
    public async Task<FileInfo> SaveAsync(CopyJob job)
    {
        (DockerResponse archive, CopyBar bar) = await OpenOutputAsync(job).ConfigureAwait(false);
        using (bar)
        await using (archive.ConfigureAwait(false))
        {
            await new ArchiveOutput(cmdlet, bar).SaveAsync(archive.Body, job.To!.Path).ConfigureAwait(false);
        }

        return new FileInfo(job.To.Path);
    }

    /// <summary>Writes a path of a container as a tar archive to the pipeline, in pieces.</summary>
    public async Task StreamAsync(CopyJob job)
    {
        (DockerResponse archive, CopyBar bar) = await OpenOutputAsync(job).ConfigureAwait(false);
        using (bar)
        await using (archive.ConfigureAwait(false))
        {
            await new ArchiveOutput(cmdlet, bar).StreamAsync(archive.Body).ConfigureAwait(false);
        }
    }

    /// <summary>Where a copy into a container goes; a link that is there is followed.</summary>
    private async Task<CopyDestination> FindAsync(ResolvedContainer container, string text)
    {
        bool isWindows = await ContainerFiles.IsWindowsAsync(container.Engine, StopToken).ConfigureAwait(false);
        var path = CopyPath.InContainer(text, isWindows);
        PathStat? stat = await TryFindAsync(container, path).ConfigureAwait(false);
        if (stat is { IsLink: true, LinkTarget.Length: > 0 })
        {
            path = CopyPath.OfLink(path, stat.LinkTarget, isWindows);
            stat = await TryFindAsync(container, path).ConfigureAwait(false);
        }

        return stat is { IsSpecial: true }
            ? throw new InvalidRequestException("DestinationNotFolder", $"'{container.Label}:{DisplayText.Of(text)}' is neither a folder nor a file.")
            : new CopyDestination(path, stat is not null, stat?.IsFolder == true, $"{container.Label}:{text}");
    }

    private Task<PathStat?> TryFindAsync(ResolvedContainer container, CopyPath path) =>
        container.Engine.Containers.FindPathAsync(container.Id, path.ForEngine, StopToken);

    /// <summary>What is copied, and what it is called.</summary>
    private async Task<(CopyPath Source, string Name)> SourceAsync(ResolvedContainer container, string text)
    {
        bool isWindows = await ContainerFiles.IsWindowsAsync(container.Engine, StopToken).ConfigureAwait(false);
        var source = CopyPath.InContainer(text, isWindows);
        if (options.FollowLink && !source.IsSaidToBeFolder
            && await container.Engine.Containers.FindPathAsync(container.Id, source.ForEngine, StopToken).ConfigureAwait(false) is { IsLink: true, LinkTarget.Length: > 0 } link)
        {
            return (CopyPath.OfLink(source, link.LinkTarget, isWindows), source.BaseInContainer);
        }

        return (source, source.BaseInContainer);
    }

    private Task<(DockerResponse Archive, PathStat Stat)> OpenAsync(ResolvedContainer container, CopyPath source) =>
        container.Engine.Containers.OpenArchiveAsync(container.Id, container.Label, source.ForEngine, StopToken);

    private async Task<(DockerResponse Archive, CopyBar Bar)> OpenOutputAsync(CopyJob job)
    {
        (CopyPath source, _) = await SourceAsync(job.From.Container!, job.From.Path).ConfigureAwait(false);
        (DockerResponse archive, PathStat stat) = await OpenAsync(job.From.Container!, source).ConfigureAwait(false);
        return (archive, Bar(job, stat.IsFolder ? null : stat.Size));
    }

    private async Task<ContainerFile?> SendAsync(CopyJob job, CopyTarget target, Func<HttpContent> content, CopyBar bar)
    {
        ResolvedContainer container = job.To!.Container!;
        string path = target.Names.Count == 0 ? target.Folder : SlashPath.Clean(target.Folder + "/" + string.Join('/', target.Names));
        if (target.Names.Count > 0)
        {
            Claim($"{container.Id}:{path}", job);
        }

        await container.Engine.Containers.ExtractArchiveAsync(container.Id, container.Label, target.Folder, options.KeepOwner, content, StopToken).ConfigureAwait(false);
        await TellAsync(job, bar).ConfigureAwait(false);
        return await container.Engine.Containers.FindPathAsync(container.Id, path, StopToken).ConfigureAwait(false) is { } stat
            ? ContainerFiles.Of(container, path, stat)
            : null;
    }

    /// <summary>Two things of one call are never copied onto each other: files of one name from several folders would be lost.</summary>
    private void Claim(string path, CopyJob job)
    {
        if (!_claimed.TryAdd(path, job.From.Display))
        {
            throw new InvalidRequestException(
                "DuplicateTarget", $"'{job.From.Display}' was not copied: '{_claimed[path]}' was copied to the same place, {DisplayText.Of(job.To!.Display)}.");
        }
    }

    private async Task<Stream> SpoolAsync(DockerResponse archive)
    {
        var file = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            // The folder is everybody's, and the container's files are not.
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var spool = new FileStream(Path.Join(Path.GetTempPath(), "dockerps-" + Path.GetRandomFileName()), file);
        try
        {
            await archive.Body.CopyToAsync(spool, CopyBufferSize, StopToken).ConfigureAwait(false);
            await archive.DisposeAsync().ConfigureAwait(false);
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task WarnAfterAsync(List<string> warnings, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            foreach (string warning in warnings)
            {
                await cmdlet.WarnAsync(warning).ConfigureAwait(false);
            }
        }
    }

    private CopyBar Bar(CopyJob job, long? total) =>
        new(cmdlet.Progress, job.To is null ? $"Copying {DisplayText.Of(job.From.Display)}" : $"Copying {DisplayText.Of(job.From.Display)} to {DisplayText.Of(job.To.Display)}", total);

    private ValueTask TellAsync(CopyJob job, CopyBar bar) =>
        cmdlet.VerboseAsync($"Copied {job.From.Display} to {job.To!.Display}: {ViewText.Size(bar.State.Bytes)}.");
}
