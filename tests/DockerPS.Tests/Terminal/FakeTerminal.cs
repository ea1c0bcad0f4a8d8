using System.Text;
using System.Threading.Channels;
using DockerPS.Engine.Requests;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Tests.Terminal;

/// <summary>A terminal whose keys a test types, and whose screen it reads.</summary>
internal sealed class FakeTerminal : ITerminal
{
    private readonly Channel<byte[]> _keys = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<bool> _changed = Channel.CreateUnbounded<bool>();
    private readonly List<byte> _screen = [];
    private int _open;

    public bool IsInputTerminal { get; init; } = true;

    public bool IsOutputTerminal { get; init; } = true;

    public TerminalSize? Size { get; private set; } = new(24, 80);

    /// <summary>The mode that it was taken in last; null before.</summary>
    public TerminalMode? Mode { get; private set; }

    /// <summary>True while something has taken it.</summary>
    public bool IsTaken => Volatile.Read(ref _open) != 0;

    /// <summary>How often the mode was looked at again.</summary>
    public int Refreshed { get; private set; }

    /// <summary>What reading keys fails with.</summary>
    public Exception? Failure { get; init; }

    /// <summary>The keys that nobody has taken.</summary>
    public string Left
    {
        get
        {
            var left = new StringBuilder();
            while (_keys.Reader.TryRead(out byte[]? keys))
            {
                left.Append(Encoding.UTF8.GetString(keys));
            }

            return left.ToString();
        }
    }

    /// <summary>All that was shown.</summary>
    public string Screen
    {
        get
        {
            lock (_screen)
            {
                return Encoding.UTF8.GetString([.. _screen]);
            }
        }
    }

    public void Type(string keys) => _keys.Writer.TryWrite(Encoding.UTF8.GetBytes(keys));

    /// <summary>No more keys come.</summary>
    public void End() => _keys.Writer.TryComplete();

    public void Resize(int rows, int columns)
    {
        Size = new TerminalSize(rows, columns);
        _changed.Writer.TryWrite(true);
    }

    public ITerminalLine Open(TerminalMode mode)
    {
        Assert.Equal(1, Interlocked.Increment(ref _open));
        Mode = mode;
        return new Line(this);
    }

    private sealed class Line(FakeTerminal terminal) : ITerminalLine
    {
        private readonly CancellationTokenSource _interrupt = new();
        private bool _disposed;

        public int Read(Span<byte> buffer)
        {
            if (terminal.Failure is { } failure)
            {
                throw failure;
            }

            try
            {
                while (!_interrupt.IsCancellationRequested && terminal._keys.Reader.WaitToReadAsync(_interrupt.Token).AsTask().GetAwaiter().GetResult())
                {
                    if (terminal._keys.Reader.TryRead(out byte[]? keys))
                    {
                        keys.CopyTo(buffer);
                        return keys.Length;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // Interrupted.
            }

            return 0;
        }

        public void Interrupt() => _interrupt.Cancel();

        public void Write(ReadOnlySpan<byte> bytes)
        {
            Assert.False(_disposed, "Something is drawn after the terminal was given back.");
            lock (terminal._screen)
            {
                terminal._screen.AddRange(bytes);
            }
        }

        public Task WaitForChangeAsync(CancellationToken cancellationToken) => terminal._changed.Reader.ReadAsync(cancellationToken).AsTask();

        public void Refresh() => terminal.Refreshed++;

        public void Dispose()
        {
            Assert.False(_disposed);
            _disposed = true;
            Interlocked.Decrement(ref terminal._open);
        }
    }
}
