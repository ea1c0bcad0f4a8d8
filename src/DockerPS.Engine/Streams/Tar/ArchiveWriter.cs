using Microsoft.Win32.SafeHandles;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>
/// Writes an archive. Two buffers: one is filled from the disk while the other is on its way to the
/// engine, so that memory is flat and small files share writes. Files are read synchronously, as .NET does it anyway.
/// </summary>
internal sealed class ArchiveWriter
{
    private const int BufferSize = 128 * 1024;

    private readonly Stream _destination;
    private readonly IProgress<ArchiveProgress>? _progress;
    private readonly byte[] _trailer = new byte[2 * TarHeader.BlockSize];
    private byte[] _buffer = new byte[BufferSize];
    private byte[] _other = new byte[BufferSize];
    private int _used;
    private Task _pending = Task.CompletedTask;
    private ArchiveProgress _state;

    /// <param name="destination">Where the archive goes; it is not closed.</param>
    /// <param name="progress">Told at every write how far it is; null for nobody.</param>
    /// <param name="totalBytes">About how long the archive will be; null where that is not known.</param>
    /// <param name="totalFiles">How many entries it will have; null where that is not known.</param>
    public ArchiveWriter(Stream destination, IProgress<ArchiveProgress>? progress, long? totalBytes = null, int? totalFiles = null)
    {
        _destination = destination;
        _progress = progress;
        _state = new ArchiveProgress(0, totalBytes, 0, totalFiles);
    }

    /// <summary>About how long the archive will be.</summary>
    public static long EstimateLength(IReadOnlyList<ArchiveItem> items) =>
        items.Sum(item => TarHeader.BlockSize + item.Size + TarHeader.Padding(item.Size)) + 2 * TarHeader.BlockSize;

    /// <summary>Writes a whole archive and its end.</summary>
    /// <param name="write">Writes the entries.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(Func<ArchiveWriter, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write(this).ConfigureAwait(false);
            await WriteBytesAsync(_trailer, cancellationToken).ConfigureAwait(false);
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A failure while a write is under way must not leave that write behind unseen.
            await _pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _pending.ConfigureAwait(false);
    }

    /// <summary>Writes an entry whose content, where it has one, comes with it.</summary>
    public async Task WriteItemAsync(ArchiveItem item, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> content = item.Content.GetValueOrDefault();
        await BeginItemAsync(item, content.Length, cancellationToken).ConfigureAwait(false);
        await WriteBytesAsync(content, cancellationToken).ConfigureAwait(false);
        await EndItemAsync(content.Length, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a file of the disk.</summary>
    /// <param name="item">Its entry.</param>
    /// <param name="path">Its path.</param>
    /// <param name="files">Opens it.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="DockerException">The file has gone, cannot be read any more, or became shorter while it was read.</exception>
    public async Task WriteFileAsync(ArchiveItem item, string path, IArchiveFiles files, CancellationToken cancellationToken)
    {
        using SafeFileHandle file = files.Open(path);

        // The length of now, not of the scan: a log that grows meanwhile is sent as it was when it was opened.
        long size = RandomAccess.GetLength(file);
        await BeginItemAsync(item, size, cancellationToken).ConfigureAwait(false);
        for (long at = 0; at < size;)
        {
            if (_used == BufferSize)
                await FlushAsync(cancellationToken).ConfigureAwait(false);

            int read = Read(file, path, files, at, (int)Math.Min(size - at, BufferSize - _used));
            _used += read;
            at += read;
        }

        await EndItemAsync(size, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the header of an entry; <paramref name="size"/> bytes of content have to follow, and <see cref="EndItemAsync"/>.</summary>
    public Task BeginItemAsync(ArchiveItem item, long size, CancellationToken cancellationToken)
    {
        _state = _state with { Current = item.Name };
        return WriteBytesAsync(TarHeader.Create(item, size), cancellationToken);
    }

    /// <summary>Fills up the block that the content of an entry ends in.</summary>
    public Task EndItemAsync(long size, CancellationToken cancellationToken)
    {
        _state = _state with { Files = _state.Files + 1 };
        return WriteBytesAsync(_trailer.AsMemory(0, TarHeader.Padding(size)), cancellationToken);
    }

    /// <summary>Writes a piece of an entry's content.</summary>
    public async Task WriteBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            if (_used == BufferSize)
                await FlushAsync(cancellationToken).ConfigureAwait(false);

            int count = Math.Min(bytes.Length, BufferSize - _used);
            bytes[..count].CopyTo(_buffer.AsMemory(_used));
            _used += count;
            bytes = bytes[count..];
        }
    }

    private int Read(SafeFileHandle file, string path, IArchiveFiles files, long offset, int count)
    {
        int read;
        try
        {
            read = RandomAccess.Read(file, _buffer.AsSpan(_used, count), offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw files.Unreadable(path, exception);
        }

        return read > 0 ? read : throw files.Shortened(path);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _pending.ConfigureAwait(false);
        _pending = _destination.WriteAsync(_buffer.AsMemory(0, _used), cancellationToken).AsTask();
        _state = _state with { Bytes = _state.Bytes + _used };
        _progress?.Report(_state);
        (_buffer, _other) = (_other, _buffer);
        _used = 0;
    }
}
