using System.Diagnostics;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Streams;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Hosting.Output;

/// <summary>Runs one command in a running container, attached, and learns how it ended.</summary>
/// <param name="container">The container.</param>
/// <param name="request">The command.</param>
internal sealed class ExecRun(ResolvedContainer container, ExecRequest request)
{
    // The end of the output can come before the engine has noted the end of the process.
    private static readonly TimeSpan s_endPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(5);

    // docker exec ends with it where it is left.
    private const long DetachedCode = 1;

    // Only the first word: arguments can be secrets.
    private string Name => request.Command[0];

    private ExecApi Exec => container.Engine.Exec;

    /// <summary>Runs the command. What the user must be told beside its output is in the outcome; only a command that did not start throws.</summary>
    /// <param name="output">Takes the output.</param>
    /// <param name="input">The standard input, or null.</param>
    /// <param name="cancellationToken">Closes the connection; the command itself goes on, as the engine has no way to end it.</param>
    public Task<CommandOutcome> RunAsync(CommandOutput output, CommandInput? input, CancellationToken cancellationToken) => RunAsync(
        null,
        async (_, connection, stream) => new SessionEnd(
            await AttachedStreams.RunAsync(connection, OutputReader.Create(stream, request.IsTty), output, input, cancellationToken).ConfigureAwait(false)),
        cancellationToken);

    /// <summary>Runs the command in the shell's terminal.</summary>
    /// <param name="session">The terminal.</param>
    /// <param name="cancellationToken">As of the other.</param>
    public Task<CommandOutcome> RunAsync(TerminalSession session, CancellationToken cancellationToken) => RunAsync(
        session.Size,
        (id, connection, stream) => session.RunAsync(
            connection, stream, (size, token) => Exec.ResizeAsync(id, size, token), redraw: false, cancellationToken),
        cancellationToken);

    private async Task<CommandOutcome> RunAsync(
        TerminalSize? size, Func<string, HijackedConnection, ExecStartStream, Task<SessionEnd>> talk, CancellationToken cancellationToken)
    {
        string id = await Exec.CreateAsync(container.Id, request.ToJson(), cancellationToken).ConfigureAwait(false);
        long started = Stopwatch.GetTimestamp();
        HijackedConnection connection = await Exec.StartAsync(id, request.IsTty, size, cancellationToken).ConfigureAwait(false);
        SessionEnd talked;
        string? refusal;
        await using (connection.ConfigureAwait(false))
        {
            var stream = new ExecStartStream(connection.Stream, request.IsTty);
            talked = await talk(id, connection, stream).ConfigureAwait(false);
            refusal = stream.Error;
        }

        TimeSpan duration = Stopwatch.GetElapsedTime(started);
        if (talked.IsDetached)
        {
            return new CommandOutcome(DetachedCode, null, duration) { Detached = $"Detached: '{Name}' goes on in container '{container.Label}'." };
        }

        ConnectionLostException? lost = talked.Lost;
        try
        {
            ExecInspection end = await InspectEndAsync(id, cancellationToken).ConfigureAwait(false);
            return new CommandOutcome(end.Running ? null : end.ExitCode, refusal is null ? FailureOf(end, id, lost) : NotStarted(refusal), duration);
        }
        catch (DockerException silent)
        {
            return new CommandOutcome(null, Unknown(lost, silent), duration);
        }
    }

    /// <summary>Looks at the command until it has ended, for a moment: a program may close its output and go on, and a connection may be cut.</summary>
    private async Task<ExecInspection> InspectEndAsync(string id, CancellationToken cancellationToken)
    {
        long since = Stopwatch.GetTimestamp();
        for (TimeSpan pause = s_firstPause; ; pause *= 2)
        {
            ExecInspection state = await Exec.InspectAsync(id, cancellationToken).ConfigureAwait(false);
            if ((!state.Running && state.ExitCode is not null) || Stopwatch.GetElapsedTime(since) > s_endPatience)
            {
                return state;
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private ConnectionLostException? FailureOf(ExecInspection end, string id, ConnectionLostException? lost)
    {
        if (end.Running)
        {
            return new ConnectionLostException(
                $"The connection ended, but '{Name}' still runs in container '{container.Label}' (exec {ShortId.Of(id)}); its exit code is not known.", lost);
        }

        return lost is null
            ? null
            : new ConnectionLostException(
                $"The connection was lost while '{Name}' ran in container '{container.Label}': its output is not complete. It has ended with exit code {end.ExitCode}.", lost);
    }

    private CommandNotStartedException NotStarted(string refusal) =>
        new($"'{Name}' could not be started in container '{container.Label}': {refusal}");

    private ConnectionLostException Unknown(ConnectionLostException? lost, DockerException silent) =>
        new($"The connection to '{Name}' in container '{container.Label}' {(lost is null ? "ended" : "was lost")}, and the engine could not be asked what became of it: {silent.Message}", lost ?? silent);
}
