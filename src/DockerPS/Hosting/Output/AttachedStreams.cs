using System.Runtime.ExceptionServices;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting.Output;

/// <summary>The streams of one command over a hijacked connection. Sending and reading run side by side: a command that
/// does not read its input, or writes before it does, holds nothing up.</summary>
internal static class AttachedStreams
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Sends the input and its end, and reads the output to its end.</summary>
    /// <param name="connection">The connection; it stays the caller's.</param>
    /// <param name="reader">Reads the connection's stream, in the form that it has.</param>
    /// <param name="output">Takes the output.</param>
    /// <param name="input">The standard input; null sends nothing, not even its end.</param>
    /// <param name="cancellationToken">Stops both at once.</param>
    /// <returns>Null where the output ended cleanly; else how the connection was lost.</returns>
    public static async Task<ConnectionLostException?> RunAsync(
        HijackedConnection connection, OutputReader reader, CommandOutput output, CommandInput? input, CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ExceptionDispatchInfo?> sent = input is null
            ? Task.FromResult<ExceptionDispatchInfo?>(null)
            : Task.Run(() => SendAsync(connection, input, reading, sending.Token), CancellationToken.None);
        try
        {
            await output.ReadAsync(reader, reading.Token).ConfigureAwait(false);
            return null;
        }
        catch (ConnectionLostException lost)
        {
            return lost;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            (await sent.ConfigureAwait(false))?.Throw();
            throw;
        }
        finally
        {
            await sending.CancelAsync().ConfigureAwait(false);
            input?.Dispose();
            // A read of a named pipe that nobody writes to cannot be cancelled: it is not waited for without end.
            await Task.WhenAny(sent, Task.Delay(s_patience, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private static async Task<ExceptionDispatchInfo?> SendAsync(
        HijackedConnection connection, CommandInput input, CancellationTokenSource reading, CancellationToken cancellationToken)
    {
        try
        {
            await input.CopyToAsync(connection.Stream, cancellationToken).ConfigureAwait(false);
            await connection.Stream.CompleteWritesAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ConnectionLostException)
        {
            // The command takes no more input. What it still says is read, and its end is looked at.
            input.Dispose();
            return null;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            await reading.CancelAsync().ConfigureAwait(false);
            return ExceptionDispatchInfo.Capture(exception);
        }
    }
}
