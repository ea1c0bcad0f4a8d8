namespace DockerPS.Engine.Streams.Tar;

/// <summary>
/// Reads an archive as it comes. The framework's reader makes buffers as long as a header says, up to two gigabytes; here
/// nothing that the other side says sizes anything, and content is handed out in pieces of one buffer.
/// </summary>
internal sealed class ArchiveReader
{
    private const int BufferSize = 256 * 1024;
    private const int ExtensionLimit = 1024 * 1024;
    private const int DrainLimit = 1024 * 1024;

    private readonly Stream _source;
    private byte[] _buffer = new byte[BufferSize];
    private byte[]? _other;
    private Task<int>? _ahead;
    private int _start;
    private int _end;
    private long _content;
    private int _padding;
    private string? _current;

    public ArchiveReader(Stream source) => _source = source;

    /// <summary>How much of the archive has been read.</summary>
    public long Position { get; private set; }

    /// <summary>The next entry; null at the end. What was not read of the one before is dropped.</summary>
    /// <exception cref="ArchiveException">The archive is broken, breaks off, or is of a kind that is not read here.</exception>
    public async ValueTask<ArchiveItem?> NextAsync(CancellationToken cancellationToken)
    {
        await SkipAsync(_content + _padding, cancellationToken).ConfigureAwait(false);
        _content = _padding = 0;
        var extension = new TarExtension();
        while (true)
        {
            if (!await FillAsync(TarHeader.BlockSize, cancellationToken).ConfigureAwait(false))
            {
                throw BrokenOff();
            }

            TarBlock block = TarBlock.Read(_buffer.AsSpan(_start, TarHeader.BlockSize));
            Take(TarHeader.BlockSize);
            if (block.IsEnd)
            {
                await DrainAsync(cancellationToken).ConfigureAwait(false);
                return null;
            }

            switch (block.Type)
            {
                case (byte)'x':
                    extension.ReadRecords(await ReadExtensionAsync(block.Size, cancellationToken).ConfigureAwait(false));
                    break;
                case (byte)'L':
                    extension.Name = TrimEnd(await ReadExtensionAsync(block.Size, cancellationToken).ConfigureAwait(false));
                    break;
                case (byte)'K':
                    extension.LinkTarget = TrimEnd(await ReadExtensionAsync(block.Size, cancellationToken).ConfigureAwait(false));
                    break;
                case (byte)'g':
                    // What it says of all entries is not what an engine says of any.
                    await SkipAsync(Padded(block.Size), cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    ArchiveItem item = block.ToItem(extension);
                    _current = item.Name;
                    _content = item.Kind is ArchiveItemKind.File or ArchiveItemKind.Unknown ? item.Size : 0;
                    _padding = TarHeader.Padding(_content);
                    return item;
            }
        }
    }

    /// <summary>The next piece of the entry's content, valid until the next call; empty at its end.</summary>
    /// <exception cref="ArchiveException">The archive breaks off.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadContentAsync(CancellationToken cancellationToken)
    {
        if (_content == 0)
        {
            return default;
        }

        if (_start == _end && !await FillAsync(1, cancellationToken).ConfigureAwait(false))
        {
            throw BrokenOff();
        }

        int count = (int)Math.Min(_content, _end - _start);
        ReadOnlyMemory<byte> piece = _buffer.AsMemory(_start, count);
        Take(count);
        _content -= count;
        if (_content > 0)
        {
            // There is more to come: it is read while the caller writes what it has.
            _other ??= new byte[BufferSize];
            _ahead = _source.ReadAsync(_other, cancellationToken).AsTask();
        }

        return piece;
    }

    private static long Padded(long size) => size + TarHeader.Padding(size);

    private static byte[] TrimEnd(byte[] text)
    {
        int end = Array.IndexOf(text, (byte)0);
        return end < 0 ? text : text[..end];
    }

    private ArchiveException BrokenOff() => ArchiveException.Broken(
        _content > 0 ? $"The archive breaks off within '{DisplayText.Of(_current!)}'." : "The archive breaks off: its end is missing.", _current);

    private async ValueTask<byte[]> ReadExtensionAsync(long size, CancellationToken cancellationToken)
    {
        if (size > ExtensionLimit)
        {
            throw ArchiveException.Broken($"The archive has a header of {size} bytes, and more than {ExtensionLimit} are not read.");
        }

        using var bytes = new MemoryStream();
        long left = size;
        while (left > 0)
        {
            if (_start == _end && !await FillAsync(1, cancellationToken).ConfigureAwait(false))
            {
                throw BrokenOff();
            }

            int count = (int)Math.Min(left, _end - _start);
            bytes.Write(_buffer, _start, count);
            Take(count);
            left -= count;
        }

        await SkipAsync(TarHeader.Padding(size), cancellationToken).ConfigureAwait(false);
        return bytes.ToArray();
    }

    private async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (_start == _end && !await FillAsync(1, cancellationToken).ConfigureAwait(false))
            {
                throw BrokenOff();
            }

            int taken = (int)Math.Min(count, _end - _start);
            Take(taken);
            _content -= Math.Min(_content, taken);
            count -= taken;
        }
    }

    /// <summary>Reads what is behind the end, so that the connection can be used again and an end that comes too early is noticed.</summary>
    private async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        long limit = Position + DrainLimit;
        _start = _end = 0;
        while (Position < limit)
        {
            int read = await _source.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            Position += read;
        }
    }

    private void Take(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>True once so many bytes lie in the buffer; false where the source ends before.</summary>
    private async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            (_buffer, _other) = (_other!, _buffer);
            _start = 0;
            _end = await ahead.ConfigureAwait(false);
            if (_end == 0)
            {
                return false;
            }
        }

        if (_end - _start >= count)
        {
            return true;
        }

        if (BufferSize - _start < count || _start == _end)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        while (_end - _start < count)
        {
            int read = await _source.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }
}
