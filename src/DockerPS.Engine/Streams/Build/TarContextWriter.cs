using Microsoft.Win32.SafeHandles;

namespace DockerPS.Engine.Streams.Build;

/// <summary>
/// Writes a build context as an archive. Two buffers: one is filled from the disk while the other is on its way to the
/// engine, so that memory is flat and small files share writes. Files are read synchronously, as .NET does it anyway.
/// </summary>
internal sealed class TarContextWriter
{
    private const int BufferSize = 128 * 1024;

    private readonly Stream _destination;
    private readonly string _root;
    private readonly ContextFiles _files;
    private readonly IProgress<ContextProgress>? _progress;
    private readonly byte[] _trailer = new byte[2 * TarHeader.BlockSize];
    private byte[] _buffer = new byte[BufferSize];
    private byte[] _other = new byte[BufferSize];
    private int _used;
    private Task _pending = Task.CompletedTask;
    private ContextProgress _state;

    /// <param name="destination">Where the archive goes; it is not closed.</param>
    /// <param name="root">The context folder.</param>
    /// <param name="files">Opens its files.</param>
    /// <param name="progress">Told at every write how far it is; null for nobody.</param>
    public TarContextWriter(Stream destination, string root, ContextFiles files, IProgress<ContextProgress>? progress)
    {
        _destination = destination;
        _root = root;
        _files = files;
        _progress = progress;
    }

    /// <summary>About how long the archive will be.</summary>
    public static long EstimateLength(IReadOnlyList<ContextEntry> entries) =>
        entries.Sum(entry => TarHeader.BlockSize + entry.Size + TarHeader.Padding(entry.Size)) + 2 * TarHeader.BlockSize;

    /// <summary>Writes the whole archive.</summary>
    /// <exception cref="BuildContextException">A file has gone, cannot be read any more, or became shorter while it was read.</exception>
    public async Task WriteAsync(IReadOnlyList<ContextEntry> entries, CancellationToken cancellationToken)
    {
        _state = new ContextProgress(0, EstimateLength(entries), 0, entries.Count);
        try
        {
            foreach (ContextEntry entry in entries)
            {
                await WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
                _state = _state with { Files = _state.Files + 1 };
            }

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

    private Task WriteEntryAsync(ContextEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Content is { } content)
            return WriteContentAsync(entry, content, cancellationToken);

        return entry.Kind == ContextEntryKind.File
            ? WriteFileAsync(entry, cancellationToken)
            : WriteBytesAsync(TarHeader.Create(entry, 0), cancellationToken);
    }

    private async Task WriteContentAsync(ContextEntry entry, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        await WriteBytesAsync(TarHeader.Create(entry, content.Length), cancellationToken).ConfigureAwait(false);
        await WriteBytesAsync(content, cancellationToken).ConfigureAwait(false);
        await WriteBytesAsync(_trailer.AsMemory(0, TarHeader.Padding(content.Length)), cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteFileAsync(ContextEntry entry, CancellationToken cancellationToken)
    {
        string path = Path.Join(_root, entry.Name);
        using SafeFileHandle file = _files.Open(path);

        // The length of now, not of the scan: a log that grows meanwhile is sent as it was when it was opened.
        long size = RandomAccess.GetLength(file);
        await WriteBytesAsync(TarHeader.Create(entry, size), cancellationToken).ConfigureAwait(false);
        for (long at = 0; at < size;)
        {
            if (_used == BufferSize)
                await FlushAsync(cancellationToken).ConfigureAwait(false);

            int read = Read(file, path, at, (int)Math.Min(size - at, BufferSize - _used));
            _used += read;
            at += read;
        }

        await WriteBytesAsync(_trailer.AsMemory(0, TarHeader.Padding(size)), cancellationToken).ConfigureAwait(false);
    }

    private int Read(SafeFileHandle file, string path, long offset, int count)
    {
        int read;
        try
        {
            read = RandomAccess.Read(file, _buffer.AsSpan(_used, count), offset);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ContextFiles.Unreadable(path, exception);
        }

        return read > 0 ? read : throw new BuildContextException($"The build context was not sent: '{path}' became shorter while it was read.", path);
    }

    private async Task WriteBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
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
