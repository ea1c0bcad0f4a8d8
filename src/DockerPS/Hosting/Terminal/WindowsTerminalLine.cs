using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace DockerPS.Hosting.Terminal;

/// <summary>A console of Windows in one of its modes.</summary>
internal sealed class WindowsTerminalLine : ITerminalLine
{
    private const int RecordsAtOnce = 128;
    private const int CharactersAtOnce = 4096;
    private const char EndOfInput = '\x1A';

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    private readonly nint _input = WindowsNative.GetStdHandle(WindowsNative.StandardInput);
    private readonly nint _output = WindowsNative.GetStdHandle(WindowsNative.StandardOutput);
    private readonly ManualResetEvent _stop = new(false);
    private readonly ConsoleKeyDecoder _keys = new();
    private readonly ConsoleKeyRecord[] _records = new ConsoleKeyRecord[RecordsAtOnce];
    private readonly char[] _typed = new char[CharactersAtOnce];
    private readonly char[] _shown = new char[CharactersAtOnce];
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    // What was read and did not fit into the caller's buffer.
    private readonly List<byte> _pending = [];
    private readonly TerminalMode _mode;
    private readonly bool _isTerminal;
    private uint? _inputBefore;
    private uint? _outputBefore;
    private volatile bool _stopped;

    public WindowsTerminalLine(TerminalMode mode, bool isTerminal)
    {
        _mode = mode;
        _isTerminal = isTerminal;
        if (!isTerminal)
        {
            return;
        }

        if (WindowsNative.GetConsoleMode(_input, out uint input))
        {
            _inputBefore = input;
        }

        if (mode == TerminalMode.Raw && WindowsNative.GetConsoleMode(_output, out uint output))
        {
            _outputBefore = output;
        }

        // A shell that ends while the session goes on must not leave a raw console behind.
        AppDomain.CurrentDomain.ProcessExit += Restore;
        Refresh();
    }

    public int Read(Span<byte> buffer)
    {
        while (_pending.Count == 0 && !_stopped)
        {
            if (!_isTerminal)
            {
                return ReadFile(buffer);
            }

            if (_mode == TerminalMode.Raw ? !TakeKeys() : !TakeLine())
            {
                return 0;
            }
        }

        if (_stopped)
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, _pending.Count);
        CollectionsMarshal.AsSpan(_pending)[..count].CopyTo(buffer);
        _pending.RemoveRange(0, count);
        return count;
    }

    public void Interrupt()
    {
        _stopped = true;
        _stop.Set();
        if (_mode == TerminalMode.Lines)
        {
            _ = WindowsNative.CancelIoEx(_input, 0);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            _decoder.Convert(bytes, _shown, flush: false, out int used, out int count, out _);
            bytes = bytes[used..];
            Span<char> left = _shown.AsSpan(0, count);
            while (!left.IsEmpty)
            {
                ThrowUnless(WindowsNative.WriteConsoleW(_output, ref MemoryMarshal.GetReference(left), (uint)left.Length, out uint written, 0));
                left = left[(int)written..];
            }
        }
    }

    /// <summary>A console does not tell of its window's size without giving its input away: it is looked at four times a second, as docker does.</summary>
    public Task WaitForChangeAsync(CancellationToken cancellationToken) => Task.Delay(s_pause, cancellationToken);

    public void Refresh()
    {
        if (_inputBefore is { } input)
        {
            uint own = WindowsConsoleModes.Input(_mode, input);
            ThrowUnless((WindowsNative.GetConsoleMode(_input, out uint now) && now == own) || WindowsNative.SetConsoleMode(_input, own));
        }

        if (_outputBefore is { } output && !WindowsNative.SetConsoleMode(_output, WindowsConsoleModes.Output(output, isOld: false)))
        {
            _ = WindowsNative.SetConsoleMode(_output, WindowsConsoleModes.Output(output, isOld: true));
        }
    }

    public void Dispose()
    {
        Restore(null, EventArgs.Empty);
        AppDomain.CurrentDomain.ProcessExit -= Restore;
        _stop.Dispose();
    }

    /// <summary>Waits for keys, and takes those that are there; the session's end takes none.</summary>
    private bool TakeKeys()
    {
        nint[] handles = [_stop.SafeWaitHandle.DangerousGetHandle(), _input];
        uint found = WindowsNative.WaitForMultipleObjects((uint)handles.Length, handles, all: false, WindowsNative.NoTimeLimit);
        ThrowUnless(found != WindowsNative.WaitFailed);
        if (found == WindowsNative.FirstObject)
        {
            return false;
        }

        ThrowUnless(WindowsNative.ReadConsoleInputW(_input, _records, (uint)_records.Length, out uint count));
        foreach (ref readonly ConsoleKeyRecord record in _records.AsSpan(0, (int)count))
        {
            _keys.Take(record, _pending);
        }

        return true;
    }

    private bool TakeLine()
    {
        if (!WindowsNative.ReadConsoleW(_input, _typed, (uint)_typed.Length, out uint count, 0))
        {
            ThrowUnless(Marshal.GetLastPInvokeError() == WindowsNative.OperationAborted);
            return false;
        }

        // Ctrl+C ends the read with nothing, and PowerShell is told of it in its own way.
        if (count == 0 || _typed[0] == EndOfInput)
        {
            return false;
        }

        _pending.AddRange(Encoding.UTF8.GetBytes(_typed, 0, (int)count));
        return true;
    }

    private int ReadFile(Span<byte> buffer)
    {
        if (WindowsNative.ReadFile(_input, ref MemoryMarshal.GetReference(buffer), (uint)buffer.Length, out uint count, 0))
        {
            return (int)count;
        }

        ThrowUnless(Marshal.GetLastPInvokeError() is WindowsNative.BrokenPipe or WindowsNative.OperationAborted);
        return 0;
    }

    private void Restore(object? sender, EventArgs arguments)
    {
        if (_inputBefore is { } input)
        {
            _inputBefore = null;
            _ = WindowsNative.SetConsoleMode(_input, input);
        }

        if (_outputBefore is { } output)
        {
            _outputBefore = null;
            _ = WindowsNative.SetConsoleMode(_output, output);
        }
    }

    private static void ThrowUnless(bool isGood)
    {
        if (!isGood)
        {
            throw new IOException($"The console cannot be used: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }
    }
}
