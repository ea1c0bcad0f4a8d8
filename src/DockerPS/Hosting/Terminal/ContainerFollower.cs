using DockerPS.Hosting.Output;

namespace DockerPS.Hosting.Terminal;

/// <summary>Follows a container that was there before this command, in the way that fits it: in the terminal where it has one and reads from it,
/// else with its output as lines.</summary>
internal sealed class ContainerFollower
{
    private readonly DockerCmdlet _cmdlet;
    private readonly ExitCodes _exitCodes;
    private readonly bool _takesInput;
    private readonly bool _signalProxy;
    private readonly string[]? _detachKey;

    /// <summary>To be made on the pipeline thread.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="takesInput">True where the container is to read what is typed.</param>
    /// <param name="signalProxy">True where an early end sends SIGINT to a container without a terminal.</param>
    /// <param name="detachKey">The user's keys to leave with; null is those of config.json, else docker's own.</param>
    public ContainerFollower(DockerCmdlet cmdlet, bool takesInput, bool signalProxy, string[]? detachKey)
    {
        _cmdlet = cmdlet;
        _exitCodes = new ExitCodes(cmdlet, errorOnNonZeroExit: false);
        _takesInput = takesInput;
        _signalProxy = signalProxy;
        _detachKey = detachKey;
    }

    /// <summary>What is done with standard error where there is no terminal.</summary>
    public StandardErrorAction StandardError { get; init; }

    /// <summary>Follows the container to its end, or until the user leaves.</summary>
    /// <param name="container">The container.</param>
    /// <param name="detail">The same, as it is now.</param>
    /// <param name="start">True to start it, false where it runs.</param>
    public Task FollowAsync(ResolvedContainer container, ContainerDetail detail, bool start)
    {
        TerminalSession? session = null;
        ForegroundOptions options = ForegroundOptions.Of(detail, _takesInput);
        if (options is { Tty: true, TakesInput: true })
        {
            session = new TerminalSession(TerminalAccess.Require(_cmdlet), DetachKeyChoice.Of(_detachKey));
        }

        var run = new ForegroundRun(container, options with { SignalProxy = _signalProxy && !options.Tty, DetachKeys = session?.DetachKeys });
        _cmdlet.OnDispose(run.EndAsync, run.EndPatience);
        return _exitCodes.WatchAsync(async () =>
        {
            CommandOutcome outcome = session is not null
                ? await (start ? run.RunAsync(session, _cmdlet.StopToken, _cmdlet.ChangeToken) : run.JoinAsync(session, _cmdlet.StopToken)).ConfigureAwait(false)
                : await PumpAsync(run, container, options, start).ConfigureAwait(false);
            await _exitCodes.ReportAsync(outcome, container, container.Label).ConfigureAwait(false);
        });
    }

    private async Task<CommandOutcome> PumpAsync(ForegroundRun run, ResolvedContainer container, ForegroundOptions options, bool start)
    {
        using CommandInput? input = options.TakesInput && TerminalAccess.HasStandardInput(_cmdlet.Host) ? new ShellInput(ShellTerminal.Current) : null;
        CommandOutput output = CommandOutput.Create(_cmdlet, new OutputOptions { StandardError = StandardError }, container);
        await using (output.ConfigureAwait(false))
        {
            return start
                ? await run.RunAsync(output, input, _cmdlet.StopToken, _cmdlet.ChangeToken).ConfigureAwait(false)
                : await run.JoinAsync(output, input, _cmdlet.StopToken).ConfigureAwait(false);
        }
    }
}
