using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace DockerPS.Engine.Transport;

/// <summary>The standard streams of an ssh process. Disposing it ends that process.</summary>
internal sealed class SshDuplexStream : DuplexStream
{
    // The exit status of ssh when it, and not the far command, failed.
    private const int SshError = 255;
    private const int MaxErrorText = 8 * 1024;

    private static readonly TimeSpan s_exitPatience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Stream _output;
    private readonly Stream _input;
    private readonly Task<string> _errors;
    private int _completed;
    private int _disposed;

    private SshDuplexStream(Process process)
    {
        _process = process;
        _input = process.StandardInput.BaseStream;
        _output = process.StandardOutput.BaseStream;
        _errors = CollectErrorsAsync(process.StandardError.BaseStream);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public static SshDuplexStream Start(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            return new SshDuplexStream(process);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>What ssh wrote to its error stream, once it has ended; null where it does not end.</summary>
    public async Task<string?> ReadErrorAsync()
    {
        try
        {
            return await _errors.WaitAsync(s_exitPatience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public override async ValueTask CompleteWritesAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _completed, 1) == 0)
        {
            await _input.DisposeAsync().ConfigureAwait(false);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;

        // On Windows the pipes of a process know no cancelling, so the process goes.
        using (OperatingSystem.IsWindows() ? cancellationToken.Register(Kill) : default)
        {
            read = await _output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        if (read == 0 && buffer.Length != 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ThrowIfFailedAsync().ConfigureAwait(false);
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => _output.Read(buffer, offset, count);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _completed) != 0, this);
        await _input.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        await _input.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        _input.Write(buffer, offset, count);
        _input.Flush();
    }

    public override void Flush() => _input.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Kill();
            CloseInput();
            _output.Dispose();
            _process.Dispose();
        }

        base.Dispose(disposing);
    }

    private static async Task<string> CollectErrorsAsync(Stream errors)
    {
        var kept = new StringBuilder();
        using var reader = new StreamReader(errors, Encoding.UTF8);
        var buffer = new char[1024];
        try
        {
            int read;
            while ((read = await reader.ReadAsync(buffer).ConfigureAwait(false)) != 0)
            {
                kept.Append(buffer, 0, read);
                if (kept.Length > MaxErrorText)
                {
                    kept.Remove(0, kept.Length - MaxErrorText);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process went away under the reader; what it said until then is what there is.
        }

        return kept.ToString();
    }

    private async Task ThrowIfFailedAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(s_exitPatience);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            if (_process.ExitCode != SshError)
            {
                return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            return;
        }

        string said = await ReadErrorAsync().ConfigureAwait(false) ?? "";
        throw new IOException(SshFailure.Summarize(said) is { } text ? "ssh says: " + text : "ssh ended without a word.");
    }

    private void CloseInput()
    {
        try
        {
            _input.Dispose();
        }
        catch (IOException)
        {
            // What could not be written any more is of no use to a process that is gone.
        }
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }
    }
}
