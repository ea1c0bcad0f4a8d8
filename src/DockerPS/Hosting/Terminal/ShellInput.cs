using DockerPS.Hosting.Output;

namespace DockerPS.Hosting.Terminal;

/// <summary>The shell's own standard input: lines typed in its terminal up to Ctrl+D (Ctrl+Z and Enter on Windows), or what it is redirected from.</summary>
internal sealed class ShellInput(ITerminal terminal) : CommandInput
{
    private const int BufferSize = 32 * 1024;

    private readonly ITerminalLine _line = terminal.Open(TerminalMode.Lines);
    private readonly object _gate = new();
    private bool _isDisposed;
    private bool _isReading;

    public override Task CopyToAsync(Stream destination, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Copy(destination, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Ends the reading, and gives the terminal back when it has ended.</summary>
    public override void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            if (_isReading)
            {
                _line.Interrupt();
                return;
            }
        }

        _line.Dispose();
    }

    private void Copy(Stream destination, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isReading = true;
        }

        using CancellationTokenRegistration stop = cancellationToken.Register(Dispose);
        try
        {
            byte[] buffer = new byte[BufferSize];
            while (_line.Read(buffer) is > 0 and int count)
            {
                destination.WriteAsync(buffer.AsMemory(0, count), cancellationToken).AsTask().GetAwaiter().GetResult();
            }
        }
        finally
        {
            bool isDisposed;
            lock (_gate)
            {
                _isReading = false;
                isDisposed = _isDisposed;
            }

            if (isDisposed)
            {
                _line.Dispose();
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
