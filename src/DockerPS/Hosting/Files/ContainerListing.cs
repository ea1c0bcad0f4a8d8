using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting.Files;

/// <summary>
/// Lists files in a container. The engine has no call for that but the archive of the folder with all that is below it: it is read
/// to its end, and the contents are dropped. While it is read the engine keeps the container's files from everybody else, the commands that
/// the listing is piped to among them; so it is read as fast as it comes, and what nobody has taken yet waits in memory.
/// </summary>
internal sealed class ContainerListing(DockerCmdlet cmdlet, ResolvedContainer container)
{
    private ContainerApi Api => container.Engine.Containers;

    /// <summary>The one thing at a path, as it is: a link is not followed.</summary>
    /// <exception cref="ResourceNotFoundException">There is nothing.</exception>
    public async Task<ContainerFile> GetAsync(string path, CancellationToken cancellationToken)
    {
        (DockerResponse archive, PathStat stat) = await Api.OpenArchiveAsync(container.Id, container.Label, path, cancellationToken).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            // The first entry tells the owner, too; what comes behind it is not waited for. Of a socket there is none.
            return stat.Type == ContainerFileType.Socket || await new ArchiveReader(archive.Body).NextAsync(cancellationToken).ConfigureAwait(false) is not { } item
                ? ContainerFiles.Of(container, path, stat)
                : ContainerFiles.Of(container, path, item, linked: null);
        }
    }

    /// <summary>True where a folder is at the path, or a link to one.</summary>
    public async Task<bool> IsFolderAsync(string path, CancellationToken cancellationToken) =>
        await Api.FindPathAsync(container.Id, path, cancellationToken).ConfigureAwait(false) switch
        {
            { IsFolder: true } => true,
            { IsLink: true } => await Api.FindPathAsync(container.Id, path + "/.", cancellationToken).ConfigureAwait(false) is { IsFolder: true },
            null => throw ContainerApi.NoSuchPath(container.Label, path),
            _ => false,
        };

    /// <summary>What is in a folder, in the order of the names, a folder before what is in it.</summary>
    /// <param name="folder">The folder; a link to one is followed.</param>
    /// <param name="matches">Chooses by the parts of the path below the folder.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<ContainerFile> ListAsync(string folder, Func<string[], bool> matches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var found = Channel.CreateUnbounded<ContainerFile>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        Task read = Task.Run(() => ReadAsync(folder, matches, found.Writer, reading.Token), reading.Token);
        try
        {
            await foreach (ContainerFile file in found.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return file;
            }
        }
        finally
        {
            await reading.CancelAsync().ConfigureAwait(false);
            await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(string folder, Func<string[], bool> matches, ChannelWriter<ContainerFile> found, CancellationToken cancellationToken)
    {
        try
        {
            using var bar = new CopyBar(cmdlet.Progress, $"Listing {container.Label}:{folder}");
            string root = folder == "/" ? "/" : folder + "/";
            (DockerResponse archive, _) = await Api.OpenArchiveAsync(container.Id, container.Label, root + ".", cancellationToken).ConfigureAwait(false);
            await using (archive.ConfigureAwait(false))
            {
                var reader = new ArchiveReader(archive.Body);
                var linked = new Dictionary<string, LinkedItem>();
                int count = 0;
                while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } item)
                {
                    bar.Report(new ArchiveProgress(reader.Position, null, ++count, null, item.Name));
                    if (item.Kind is not (ArchiveItemKind.Folder or ArchiveItemKind.HardLink))
                    {
                        // Another name of it may come, which does not tell how long it is.
                        linked[item.Name] = new LinkedItem(item.Kind, item.Size, item.LinkTarget);
                    }

                    string[] parts = ArchiveName.Below(item.Name, ".");
                    if (parts.Length > 0 && matches(parts))
                    {
                        LinkedItem? first = item.Kind == ArchiveItemKind.HardLink && linked.TryGetValue(item.LinkTarget!, out LinkedItem other) ? other : null;
                        found.TryWrite(ContainerFiles.Of(container, root + string.Join('/', parts), item, first));
                    }
                }
            }

            found.Complete();
        }
        catch (Exception exception)
        {
            found.TryComplete(exception);
        }
    }
}
