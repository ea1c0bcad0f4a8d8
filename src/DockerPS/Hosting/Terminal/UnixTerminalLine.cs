using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DockerPS.Hosting.Terminal;

/// <summary>A terminal of Linux or macOS in one of its modes.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixTerminalLine : ITerminalLine
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly AnonymousPipeServerStream _wake = new(PipeDirection.Out, HandleInheritability.None);
    private readonly SemaphoreSlim _changed = new(0);
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly int _wakeDescriptor;

    // Null where the standard input is no terminal.
    private readonly byte[]? _before;
    private readonly byte[]? _own;
    private int _restored;

    public UnixTerminalLine(TerminalMode mode, bool isTerminal)
    {
        _wakeDescriptor = (int)_wake.ClientSafePipeHandle.DangerousGetHandle();
        if (isTerminal && Settings() is { } before)
        {
            _before = before;
            byte[] own = (byte[])before.Clone();
            if (mode == TerminalMode.Raw)
            {
                UnixNative.MakeRaw(own);
            }
            else
            {
                UnixSettings.MakeLines(own, OperatingSystem.IsMacOS(), RuntimeInformation.ProcessArchitecture);
            }

            // A shell that ends while the session goes on must not leave a raw terminal behind.
            AppDomain.CurrentDomain.ProcessExit += Restore;
            Apply(own);
            _own = Settings();
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Notify()));
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ => Notify()));
        }
    }

    public int Read(Span<byte> buffer)
    {
        PollDescriptor[] descriptors =
        [
            new PollDescriptor { Descriptor = UnixNative.StandardInput, Wanted = UnixNative.Readable },
            new PollDescriptor { Descriptor = _wakeDescriptor, Wanted = UnixNative.Readable },
        ];
        while (true)
        {
            if (UnixNative.Poll(descriptors, (nuint)descriptors.Length, Timeout.Infinite) < 0)
            {
                ThrowUnless(Marshal.GetLastPInvokeError() == UnixNative.Interrupted);
                continue;
            }

            // Looked at first: a key that is there belongs to the shell once the session is over.
            if (descriptors[1].Found != 0)
            {
                return 0;
            }

            nint read = UnixNative.Read(UnixNative.StandardInput, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (read >= 0)
            {
                return (int)read;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == UnixNative.InputOutputError)
            {
                // The terminal has gone.
                return 0;
            }

            ThrowUnless(error == UnixNative.Interrupted || error == UnixNative.WouldBlock);
        }
    }

    public void Interrupt() => _wake.WriteByte(0);

    /// <summary>By .NET's own stream, which keeps its knowledge of the cursor true for the prompt that follows.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    public Task WaitForChangeAsync(CancellationToken cancellationToken) => _changed.WaitAsync(s_pause, cancellationToken);

    public void Refresh()
    {
        if (_own is not null && Volatile.Read(ref _restored) == 0 && Settings() is { } now && !now.AsSpan().SequenceEqual(_own))
        {
            Apply(_own);
        }
    }

    public void Dispose()
    {
        Restore(null, EventArgs.Empty);
        AppDomain.CurrentDomain.ProcessExit -= Restore;
        _signals.ForEach(static signal => signal.Dispose());
        _wake.DisposeLocalCopyOfClientHandle();
        _wake.Dispose();
        ForgetCursor();
        _output.Dispose();
    }

    /// <summary>What the terminal echoed by itself moved the cursor without .NET's knowledge, and the prompt would be drawn in the wrong place.
    /// .NET asks anew where the cursor is after a sequence that it does not know; this one sets the text's look to the usual.</summary>
    private void ForgetCursor()
    {
        if (UnixNative.IsTerminal(UnixNative.StandardOutput) == 1)
        {
            _output.Write("\x1b[m"u8);
        }
    }

    private void Notify()
    {
        // .NET forgets the size that it knew at the same signal, but maybe after this: the next look comes soon anyway.
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    private void Restore(object? sender, EventArgs arguments)
    {
        if (_before is not null && Interlocked.Exchange(ref _restored, 1) == 0)
        {
            _ = UnixNative.SetSettings(UnixNative.StandardInput, UnixNative.Now, _before);
        }
    }

    private static byte[]? Settings()
    {
        byte[] settings = new byte[UnixNative.SettingsSize];
        return UnixNative.GetSettings(UnixNative.StandardInput, settings) == 0 ? settings : null;
    }

    private static void Apply(byte[] settings)
    {
        while (UnixNative.SetSettings(UnixNative.StandardInput, UnixNative.Now, settings) != 0)
        {
            ThrowUnless(Marshal.GetLastPInvokeError() == UnixNative.Interrupted);
        }
    }

    private static void ThrowUnless(bool isHarmless)
    {
        if (!isHarmless)
        {
            int error = Marshal.GetLastPInvokeError();
            throw new IOException($"The terminal cannot be used: {new Win32Exception(error).Message}.");
        }
    }
}
