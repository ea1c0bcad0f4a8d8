using System.Management.Automation;
using System.Threading.Channels;
using DockerPS.Engine;

namespace DockerPS.Hosting;

/// <summary>Carries what a cmdlet's worker produces to the pipeline thread, which alone may talk to PowerShell.
/// The channel is bounded: a slow pipeline slows the worker, and with it the engine.</summary>
internal sealed class PipelinePump : ICommandSink
{
    private const int Capacity = 64;

    private readonly Channel<PipelineItem> _channel = Channel.CreateBounded<PipelineItem>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly ProgressBoard _progress = new();
    private Task<bool>? _pendingWait;

    public ValueTask WriteAsync(object value, CancellationToken cancellationToken) =>
        _channel.Writer.WriteAsync(new PipelineItem(PipelineItemKind.Output, value), cancellationToken);

    public ValueTask WriteManyAsync(IReadOnlyList<object> values, CancellationToken cancellationToken) =>
        values.Count == 0
            ? ValueTask.CompletedTask
            : _channel.Writer.WriteAsync(new PipelineItem(PipelineItemKind.OutputMany, values), cancellationToken);

    public ValueTask WriteErrorAsync(ErrorRecord error, CancellationToken cancellationToken) =>
        _channel.Writer.WriteAsync(new PipelineItem(PipelineItemKind.Error, error), cancellationToken);

    public ValueTask LogAsync(LogStream stream, object message, CancellationToken cancellationToken) =>
        _channel.Writer.WriteAsync(
            new PipelineItem(
                stream switch
                {
                    LogStream.Verbose => PipelineItemKind.Verbose,
                    LogStream.Debug => PipelineItemKind.Debug,
                    LogStream.Warning => PipelineItemKind.Warning,
                    _ => PipelineItemKind.Information,
                },
                message),
            cancellationToken);

    /// <summary>Does something on the pipeline thread, behind all that was written before.</summary>
    public ValueTask InvokeAsync(Action action, CancellationToken cancellationToken) =>
        _channel.Writer.WriteAsync(new PipelineItem(PipelineItemKind.Action, action), cancellationToken);

    public void Progress(ProgressRecord record)
    {
        record.Activity = DisplayText.Of(record.Activity);
        record.StatusDescription = DisplayText.Of(record.StatusDescription);
        record.CurrentOperation = record.CurrentOperation is { } operation ? DisplayText.Of(operation) : null;
        if (_progress.Post(record))
        {
            // Where there is no room the pump is awake, and looks at the board behind each item.
            _channel.Writer.TryWrite(new PipelineItem(PipelineItemKind.Progress, record));
        }
    }

    public async Task<bool> ShouldProcessAsync(string target, string action, bool force, CancellationToken cancellationToken)
    {
        var question = new ConfirmQuestion(target, action, force);
        await _channel.Writer.WriteAsync(new PipelineItem(PipelineItemKind.Question, question), cancellationToken).ConfigureAwait(false);
        return await question.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a phase of the worker; its end arrives through the channel, behind all it wrote.</summary>
    public Task Start(Func<Task> phase)
    {
        Task task = Task.Run(phase);
        _ = AnnounceEndAsync(task);
        return task;
    }

    /// <summary>Serves the channel on the pipeline thread until the phase has ended. What the target throws comes out bare:
    /// Select-Object -First stops the upstream by an exception of PowerShell's own.</summary>
    /// <exception cref="PipelineStoppedException">The command was stopped; the phase may still be running.</exception>
    public void Run(IPipelineTarget target, Task phase, CancellationToken stop)
    {
        while (true)
        {
            while (_channel.Reader.TryRead(out PipelineItem item))
            {
                if (item.Kind == PipelineItemKind.PhaseEnded && ReferenceEquals(item.Payload, phase))
                {
                    return;
                }

                Deliver(target, item);
                ShowProgress(target, all: false);
            }

            if (stop.IsCancellationRequested)
            {
                // Not left to the phase: one that does not listen must not hold the shell.
                throw new PipelineStoppedException();
            }

            TimeSpan? next = ShowProgress(target, all: false);
            Wait(next, stop);
        }
    }

    /// <summary>Delivers what is there without waiting: the results of work that goes on between records.</summary>
    public void RunAvailable(IPipelineTarget target)
    {
        while (_channel.Reader.TryRead(out PipelineItem item))
        {
            Deliver(target, item);
        }

        ShowProgress(target, all: false);
    }

    /// <summary>Takes every bar that is still shown off the screen.</summary>
    public void CloseProgress(IPipelineTarget target)
    {
        ShowProgress(target, all: true);
        foreach (ProgressRecord record in _progress.TakeOpen())
        {
            target.WriteProgress(record);
        }
    }

    /// <summary>Drops what comes until the tasks have ended or the time is over, so that a stopped worker can finish. True where they ended.</summary>
    public bool Drain(Task tasks, TimeSpan limit)
    {
        long deadline = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (true)
        {
            while (_channel.Reader.TryRead(out PipelineItem item))
            {
                (item.Payload as ConfirmQuestion)?.Reply(false);
            }

            if (tasks.IsCompleted)
            {
                return true;
            }

            long left = deadline - Environment.TickCount64;
            if (left <= 0)
            {
                return false;
            }

            // The tasks' end and the next item both end the wait.
            Task.WaitAny([tasks, PendingWait()], TimeSpan.FromMilliseconds(left));
        }
    }

    private async Task AnnounceEndAsync(Task phase)
    {
        await phase.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        await _channel.Writer.WriteAsync(new PipelineItem(PipelineItemKind.PhaseEnded, phase)).ConfigureAwait(false);
    }

    private static void Deliver(IPipelineTarget target, PipelineItem item)
    {
        switch (item.Kind)
        {
            case PipelineItemKind.Output:
                target.WriteObject(item.Payload);
                break;
            case PipelineItemKind.OutputMany:
                foreach (object value in (IReadOnlyList<object>)item.Payload)
                {
                    target.WriteObject(value);
                }

                break;
            case PipelineItemKind.Error:
                target.WriteError((ErrorRecord)item.Payload);
                break;
            case PipelineItemKind.Verbose:
                target.WriteVerbose(Shown(item));
                break;
            case PipelineItemKind.Debug:
                target.WriteDebug(Shown(item));
                break;
            case PipelineItemKind.Warning:
                target.WriteWarning(Shown(item));
                break;
            case PipelineItemKind.Information:
                target.WriteInformation((InformationRecord)item.Payload);
                break;
            case PipelineItemKind.Question:
                var question = (ConfirmQuestion)item.Payload;
                question.Reply(target.ShouldProcess(DisplayText.Safe(question.Target), DisplayText.Safe(question.Action), question.Force));
                break;
            case PipelineItemKind.Action:
                ((Action)item.Payload)();
                break;
            default:
                // Progress, which stands on its board, or the end of a phase that nobody waits for any more.
                break;
        }
    }

    /// <summary>Names and messages in these texts come from engines. What information records carry may be a command's own output, and is their maker's to clean.</summary>
    private static string Shown(PipelineItem item) => DisplayText.Safe((string)item.Payload);

    private TimeSpan? ShowProgress(IPipelineTarget target, bool all)
    {
        List<ProgressRecord>? due = _progress.TakeDue(all, out TimeSpan? next);
        if (due is not null)
        {
            foreach (ProgressRecord record in due)
            {
                target.WriteProgress(record);
            }
        }

        return next;
    }

    private Task<bool> PendingWait()
    {
        if (_pendingWait is null || _pendingWait.IsCompleted)
        {
            _pendingWait = _channel.Reader.WaitToReadAsync().AsTask();
        }

        return _pendingWait;
    }

    private void Wait(TimeSpan? limit, CancellationToken stop)
    {
        try
        {
            PendingWait().Wait(limit ?? Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException)
        {
            // The caller looks at the token.
        }
    }
}
