using DockerPS.Engine.Configuration.Values;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting.Terminal;

/// <summary>Ties the shell's terminal to one in a container: keys there, what is drawn back, and the window's size after it. The terminal
/// is given back as it was, however the session ends.</summary>
/// <param name="terminal">The shell's terminal.</param>
/// <param name="keys">The keys that leave.</param>
internal sealed class TerminalSession(ITerminal terminal, DetachKeys keys)
{
    private const int BufferSize = 32 * 1024;
    private const int QuickAttempts = 10;

    private static readonly TimeSpan s_attemptPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    // There is one terminal: of two sessions side by side each would get half of the keys.
    private static readonly SemaphoreSlim s_terminal = new(1);

    /// <summary>The keys that leave, as the engine reads them.</summary>
    public string DetachKeys => keys.Text;

    /// <summary>The window's size now; null where it is not known.</summary>
    public TerminalSize? Size => terminal.Size;

    /// <summary>Runs the session to its end.</summary>
    /// <param name="connection">The connection; it stays the caller's.</param>
    /// <param name="output">What the connection brings.</param>
    /// <param name="resize">Tells the engine the window's size.</param>
    /// <param name="redraw">True to have the program draw its screen anew: for one that has been there before.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="InvalidRequestException">Another session has the terminal.</exception>
    public async Task<SessionEnd> RunAsync(
        HijackedConnection connection, Stream output, Func<TerminalSize, CancellationToken, Task> resize, bool redraw, CancellationToken cancellationToken)
    {
        if (!await s_terminal.WaitAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
        {
            throw TerminalAccess.Unavailable("Another session has the terminal.");
        }

        try
        {
            using ITerminalLine line = terminal.Open(TerminalMode.Raw);
            return await TieAsync(line, connection, output, resize, redraw, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            s_terminal.Release();
        }
    }

    private async Task<SessionEnd> TieAsync(
        ITerminalLine line, HijackedConnection connection, Stream output, Func<TerminalSize, CancellationToken, Task> resize, bool redraw, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A thread of its own: it waits for keys as long as the session lasts.
        Task<bool> typing = Task.Factory.StartNew(
            () => SendKeys(line, connection, ending.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var modes = new ScreenModes();
        Task<ConnectionLostException?> showing = ShowAsync(output, line, modes, ending.Token);
        Task sizing = FollowSizeAsync(line, resize, redraw, ending.Token);
        try
        {
            Task first = await Task.WhenAny(typing, showing).ConfigureAwait(false);
            if (first == typing && await typing.ConfigureAwait(false))
            {
                return new SessionEnd(null, IsDetached: true);
            }

            return new SessionEnd(await showing.ConfigureAwait(false));
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            line.Interrupt();
            // Nothing may be drawn any more when the terminal is given back.
            await Task.WhenAny(Task.WhenAll(typing, showing, sizing), Task.Delay(s_patience, CancellationToken.None)).ConfigureAwait(false);
            _ = typing.Exception;
            _ = showing.Exception;
            if (showing.IsCompleted)
            {
                LeaveScreen(line, modes, isDetached: typing is { IsCompletedSuccessfully: true, Result: true });
            }
        }
    }

    /// <summary>What the program has left on the screen is taken back: it cannot do that itself any more.</summary>
    private static void LeaveScreen(ITerminalLine line, ScreenModes modes, bool isDetached)
    {
        try
        {
            line.Write(modes.Undo());
            if (isDetached)
            {
                line.Write("\r\n"u8);
            }
        }
        catch (IOException)
        {
            // The terminal itself has gone; how the session ended is what counts.
        }
    }

    /// <summary>Sends keys until the session or the input ends. True where the detach keys were among them.</summary>
    private bool SendKeys(ITerminalLine line, HijackedConnection connection, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferSize];
        var filter = new DetachKeyFilter(keys.Codes);
        List<byte> passed = [];
        try
        {
            while (line.Read(buffer) is > 0 and int count)
            {
                bool detach = filter.Take(buffer.AsSpan(0, count), passed);
                Send(connection.Stream.WriteAsync(passed.ToArray(), cancellationToken));
                passed.Clear();
                if (detach)
                {
                    return true;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            Send(connection.Stream.CompleteWritesAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is ConnectionLostException or OperationCanceledException)
        {
            // What the connection still brings tells how it ended.
        }

        return false;

        static void Send(ValueTask sending) => sending.AsTask().GetAwaiter().GetResult();
    }

    private static async Task<ConnectionLostException?> ShowAsync(Stream output, ITerminalLine line, ScreenModes modes, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            while (await output.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int count)
            {
                modes.Look(buffer.AsSpan(0, count));
                line.Write(buffer.AsSpan(0, count));
            }

            return null;
        }
        catch (ConnectionLostException lost)
        {
            return lost;
        }
    }

    /// <summary>The first attempts can come before the engine has the terminal ready. A size that it does not take is let go: the session is worth more.</summary>
    private async Task FollowSizeAsync(ITerminalLine line, Func<TerminalSize, CancellationToken, Task> resize, bool redraw, CancellationToken cancellationToken)
    {
        TerminalSize? known = null;
        int failures = 0;
        try
        {
            while (true)
            {
                if (terminal.Size is { } size && size != known)
                {
                    try
                    {
                        if (redraw)
                        {
                            // A program draws anew where the size changes, and only there.
                            await resize(new TerminalSize(size.Rows + 1, size.Columns + 1), cancellationToken).ConfigureAwait(false);
                            redraw = false;
                        }

                        await resize(size, cancellationToken).ConfigureAwait(false);
                        known = size;
                        failures = 0;
                    }
                    catch (DockerException) when (failures < QuickAttempts)
                    {
                        await Task.Delay(s_attemptPause * ++failures, cancellationToken).ConfigureAwait(false);
                        continue;
                    }
                    catch (DockerException)
                    {
                        known = size;
                        failures = 0;
                    }
                }

                await line.WaitForChangeAsync(cancellationToken).ConfigureAwait(false);
                line.Refresh();
            }
        }
        catch (OperationCanceledException)
        {
            // The session is over.
        }
    }
}
