using System.Diagnostics;
using System.Text.Json;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Streams;
using DockerPS.Hosting.Terminal;

namespace DockerPS.Hosting.Output;

/// <summary>Follows a container in the foreground: one that is started here is attached to before, so that nothing it says is missed,
/// and it is looked at when its output has ended, so that a cut connection is not taken for success.</summary>
/// <param name="container">The container.</param>
/// <param name="options">What there is to know of it.</param>
internal sealed class ForegroundRun(ResolvedContainer container, ForegroundOptions options)
{
    // docker run and start end with it where they are left; docker attach does not.
    private const long DetachedCode = 0;
    private const long DetachedAttachCode = 1;
    private const string InterruptSignal = "SIGINT";
    private const int DefaultStopSeconds = 10;
    private const int MostStopSeconds = 24 * 60 * 60;
    private const long RefusedCode = 125;
    private const long NotAllowedCode = 126;
    private const long NotFoundCode = 127;

    // The end of the output can come before the engine has noted the end of the container.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private bool _started;
    private bool _ended;

    private ContainerApi Containers => container.Engine.Containers;

    private TimeSpan StopTimeout => options.StopTimeoutSeconds is int seconds
        ? seconds < 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(Math.Min(seconds, MostStopSeconds))
        : TimeSpan.FromSeconds(DefaultStopSeconds);

    /// <summary>How long <see cref="EndAsync"/> may take.</summary>
    public TimeSpan EndPatience => options is { AutoRemove: true, IsNew: true } ? StopTimeout + TimeSpan.FromSeconds(DefaultStopSeconds) : TimeSpan.FromSeconds(5);

    /// <summary>Starts a container that does not run, and follows it to its end.</summary>
    /// <param name="output">Takes the output.</param>
    /// <param name="input">The standard input, or null.</param>
    /// <param name="stop">Ends the reading at once.</param>
    /// <param name="change">Ends the wait for what was asked of the engine.</param>
    public Task<CommandOutcome> RunAsync(CommandOutput output, CommandInput? input, CancellationToken stop, CancellationToken change) =>
        RunAsync(connection => PumpAsync(connection, output, input, stop), stop, change);

    /// <summary>Starts a container that does not run, in the shell's terminal.</summary>
    /// <param name="session">The terminal.</param>
    /// <param name="stop">Ends the session at once.</param>
    /// <param name="change">Ends the wait for what was asked of the engine.</param>
    public Task<CommandOutcome> RunAsync(TerminalSession session, CancellationToken stop, CancellationToken change) =>
        RunAsync(connection => TieAsync(connection, session, redraw: false, stop), stop, change);

    /// <summary>Follows a container that runs already.</summary>
    /// <param name="output">Takes the output.</param>
    /// <param name="input">The standard input, or null.</param>
    /// <param name="stop">Ends the reading at once.</param>
    public Task<CommandOutcome> JoinAsync(CommandOutput output, CommandInput? input, CancellationToken stop) =>
        JoinAsync(connection => PumpAsync(connection, output, input, stop), stop);

    /// <summary>Follows a container that runs already, in the shell's terminal.</summary>
    /// <param name="session">The terminal.</param>
    /// <param name="stop">Ends the session at once.</param>
    public Task<CommandOutcome> JoinAsync(TerminalSession session, CancellationToken stop) =>
        JoinAsync(connection => TieAsync(connection, session, redraw: true, stop), stop);

    /// <summary>Throws where a container cannot be attached to.</summary>
    /// <exception cref="InvalidRequestException">It does not run.</exception>
    public static void CheckRuns(ContainerDetail container)
    {
        (string State, string Advice)? obstacle = container.State switch
        {
            "running" => null,
            "paused" => ("is paused", "Resume-Container lets it go on."),
            "restarting" => ("is restarting", "Wait until it runs."),
            _ => ("does not run", $"Start-Container {container.Name} -Attach -Interactive starts it and attaches."),
        };
        if (obstacle is { } found)
        {
            throw new InvalidRequestException("ContainerNotRunning", $"Container '{container.Name}' {found.State}: there is nothing to attach to.") { Advice = found.Advice };
        }
    }

    /// <summary>What an early end does to the container: SIGINT, as docker run does with Ctrl+C; one that is to be removed when it ends,
    /// and does not end in its time, is stopped. Does nothing after a run that came to its end, or was left.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return;
        }

        try
        {
            if (!_started)
            {
                // Made for this run only, and never started: nobody else will remove it.
                if (options is { AutoRemove: true, IsNew: true })
                {
                    await Containers.RemoveAsync(container.Id, force: true, volumes: true, link: false, cancellationToken).ConfigureAwait(false);
                }

                return;
            }

            if (!options.SignalProxy)
            {
                return;
            }

            await Containers.KillAsync(container.Id, InterruptSignal, cancellationToken).ConfigureAwait(false);
            if (options is { AutoRemove: true, IsNew: true } && !await GoesByItselfAsync(cancellationToken).ConfigureAwait(false))
            {
                await Containers.StopAsync(container.Id, null, 0, cancellationToken).ConfigureAwait(false);
                await Containers.WaitAsync(container.Id, "removed", cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DockerApiException)
        {
            // It ended in the meantime, which is what was wanted.
        }
    }

    private async Task<CommandOutcome> RunAsync(Func<HijackedConnection, Task<SessionEnd>> talk, CancellationToken stop, CancellationToken change)
    {
        HijackedConnection connection = await AttachAsync(stop).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            // The wait is open before the start: the shortest run is not missed.
            DockerResponse wait = await Containers.OpenWaitAsync(container.Id, options.AutoRemove ? "removed" : "next-exit", stop).ConfigureAwait(false);
            await using (wait.ConfigureAwait(false))
            {
                stop.ThrowIfCancellationRequested();
                _started = true;
                if (await StartAsync(change).ConfigureAwait(false) is { } refusal)
                {
                    return new CommandOutcome(CodeOf(refusal), refusal, TimeSpan.Zero);
                }

                return await FollowAsync(connection, wait, talk, DetachedCode, stop).ConfigureAwait(false);
            }
        }
    }

    private async Task<CommandOutcome> JoinAsync(Func<HijackedConnection, Task<SessionEnd>> talk, CancellationToken stop)
    {
        DockerResponse wait = await Containers.OpenWaitAsync(container.Id, "not-running", stop).ConfigureAwait(false);
        await using (wait.ConfigureAwait(false))
        {
            HijackedConnection connection = await AttachAsync(stop).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                // The engine attaches to one that has just ended too, and says nothing until it is started anew.
                CheckRuns(await Containers.InspectAsync(container.Id, size: false, stop).ConfigureAwait(false));
                _started = true;
                return await FollowAsync(connection, wait, talk, DetachedAttachCode, stop).ConfigureAwait(false);
            }
        }
    }

    private Task<HijackedConnection> AttachAsync(CancellationToken stop) => Containers.AttachAsync(
        container.Id,
        new QueryString().Add("stream", true).Add("stdin", options.TakesInput).Add("stdout", options.AttachStdout).Add("stderr", options.AttachStderr).Add("detachKeys", options.DetachKeys),
        stop);

    private async Task<CommandOutcome> FollowAsync(
        HijackedConnection connection, DockerResponse wait, Func<HijackedConnection, Task<SessionEnd>> talk, long detachedCode, CancellationToken stop)
    {
        long started = Stopwatch.GetTimestamp();
        SessionEnd talked = await talk(connection).ConfigureAwait(false);
        TimeSpan duration = Stopwatch.GetElapsedTime(started);
        CommandOutcome outcome = talked.IsDetached
            ? new CommandOutcome(detachedCode, null, duration)
            {
                Detached = $"Detached from container '{container.Label}', which goes on. Connect-Container {container.Label} comes back to it.",
            }
            : await OutcomeAsync(wait, talked.Lost, duration, stop).ConfigureAwait(false);
        _ended = true;
        return outcome;
    }

    private async Task<SessionEnd> PumpAsync(HijackedConnection connection, CommandOutput output, CommandInput? input, CancellationToken stop) =>
        new(await AttachedStreams.RunAsync(connection, OutputReader.Create(connection.Stream, options.Tty), output, input, stop).ConfigureAwait(false));

    private Task<SessionEnd> TieAsync(HijackedConnection connection, TerminalSession session, bool redraw, CancellationToken stop) =>
        session.RunAsync(connection, connection.Stream, (size, token) => Containers.ResizeAsync(container.Id, size, token), redraw, stop);

    /// <summary>Starts it; a refusal is returned, as docker run has an exit code for it.</summary>
    private async Task<CommandNotStartedException?> StartAsync(CancellationToken change)
    {
        try
        {
            await Containers.StartAsync(container.Id, null, change).ConfigureAwait(false);
            return null;
        }
        catch (DockerApiException refusal)
        {
            // The engine itself removes an -AutoRemove container that does not start.
            _ended = true;
            return new CommandNotStartedException($"Container '{container.Label}' could not be started: {refusal.Message}");
        }
    }

    /// <summary>docker run's own codes: 127 the program is not there, 126 it may not be run, 125 all else.</summary>
    private static long CodeOf(CommandNotStartedException refusal) =>
        refusal.Message.Contains("executable file not found", StringComparison.OrdinalIgnoreCase)
        || refusal.Message.Contains("no such file or directory", StringComparison.OrdinalIgnoreCase)
        || refusal.Message.Contains("system cannot find the file specified", StringComparison.OrdinalIgnoreCase) ? NotFoundCode
        : refusal.Message.Contains("permission denied", StringComparison.OrdinalIgnoreCase) ? NotAllowedCode
        : RefusedCode;

    /// <summary>Until it is removed, and not only until it has ended: its name is free then for the next run.</summary>
    private async Task<bool> GoesByItselfAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopTimeout);
        try
        {
            await Containers.WaitAsync(container.Id, "removed", limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<CommandOutcome> OutcomeAsync(DockerResponse wait, ConnectionLostException? lost, TimeSpan duration, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Output that nobody is attached to does not tell the container's end.
        limit.CancelAfter(options.AttachStdout || options.AttachStderr ? s_patience : Timeout.InfiniteTimeSpan);
        try
        {
            WaitResult result = await JsonSerializer.DeserializeAsync(wait.Body, EngineJson.Of<WaitResult>(), limit.Token).ConfigureAwait(false)
                ?? throw new InvalidResponseException("The engine's answer to the wait for the container is null.");
            return new CommandOutcome(result.StatusCode, lost is null ? null : Incomplete(lost, result.StatusCode), duration);
        }
        catch (Exception exception) when (exception is JsonException or DockerException || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return await LookAgainAsync(lost, exception, duration, stop).ConfigureAwait(false);
        }
    }

    private async Task<CommandOutcome> LookAgainAsync(ConnectionLostException? lost, Exception silence, TimeSpan duration, CancellationToken stop)
    {
        try
        {
            ContainerDetail now = await Containers.InspectAsync(container.Id, size: false, stop).ConfigureAwait(false);
            return now.State is "running" or "paused" or "restarting" or "created"
                ? new CommandOutcome(
                    null,
                    new ConnectionLostException($"The connection ended, but container '{now.Name}' still runs; its exit code is not known.", lost ?? silence)
                    {
                        Advice = $"Wait-Container {now.Name} tells how it ends, Get-ContainerLog {now.Name} what it said.",
                    },
                    duration)
                // An engine that takes its time to remove the container has lost nothing.
                : new CommandOutcome(now.ExitCode, lost is null && silence is OperationCanceledException ? null : Incomplete(lost ?? silence, now.ExitCode), duration);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return new CommandOutcome(
                null, new ConnectionLostException($"The connection was lost, and container '{container.Label}' is gone: its exit code is not known.", lost ?? silence), duration);
        }
        catch (DockerException silent)
        {
            return new CommandOutcome(
                null,
                new ConnectionLostException(
                    $"The connection to container '{container.Label}' was lost, and the engine could not be asked what became of it: {silent.Message}", lost ?? silence),
                duration);
        }
    }

    private ConnectionLostException Incomplete(Exception lost, long exitCode) =>
        new($"The connection was lost while container '{container.Label}' ran: its output is not complete. It has ended with exit code {exitCode}.", lost);
}
