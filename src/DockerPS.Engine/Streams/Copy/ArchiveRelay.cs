using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Engine.Streams.Copy;

/// <summary>Hands an archive on under other names, while it comes: from one container to another.</summary>
/// <param name="source">The archive.</param>
/// <param name="baseName">What its names begin with.</param>
/// <param name="names">What takes the place of that; empty where only what is below it goes on.</param>
/// <param name="warn">Told of what was left out.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class ArchiveRelay(Stream source, string baseName, IReadOnlyList<string> names, Action<string> warn, IProgress<ArchiveProgress>? progress)
{
    /// <summary>Makes the body of the request that takes it.</summary>
    public HttpContent CreateContent() =>
        new ArchiveContent((stream, token) => new ArchiveWriter(stream, progress).WriteAsync(writer => CopyAsync(writer, token), token));

    private async Task CopyAsync(ArchiveWriter writer, CancellationToken cancellationToken)
    {
        var reader = new ArchiveReader(source);
        while (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is { } item)
        {
            string name = Rename(item.Name);
            if (!item.IsReadable || item.Kind == ArchiveItemKind.Unknown)
            {
                warn($"'{DisplayText.Of(item.Name)}' was left out: {(item.IsReadable ? "it is of a type that is not known." : "its name is not UTF-8.")}");
                continue;
            }

            if (name.Length == 0)
            {
                continue;
            }

            ArchiveItem renamed = item with { Name = name, LinkTarget = item.Kind == ArchiveItemKind.HardLink ? Rename(item.LinkTarget!) : item.LinkTarget };
            await writer.BeginItemAsync(renamed, item.Size, cancellationToken).ConfigureAwait(false);
            ReadOnlyMemory<byte> piece;
            while (!(piece = await reader.ReadContentAsync(cancellationToken).ConfigureAwait(false)).IsEmpty)
            {
                await writer.WriteBytesAsync(piece, cancellationToken).ConfigureAwait(false);
            }

            await writer.EndItemAsync(item.Size, cancellationToken).ConfigureAwait(false);
        }
    }

    private string Rename(string name) => string.Join('/', [.. names, .. ArchiveName.Below(name, baseName)]);
}
