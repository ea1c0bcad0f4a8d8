using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting;

/// <summary>The base of every cmdlet: work runs on a worker, and the pipeline thread serves what it produces.</summary>
/// <remarks>
/// Ctrl+C only cancels. On an early stop (Select-Object -First, an error downstream, ErrorAction Stop) PowerShell calls Dispose
/// and nothing else: nothing new starts, reads are cancelled, changes already sent are awaited for five seconds, and what must
/// follow a stop (<see cref="OnDispose"/>) runs under its own token.
/// </remarks>
public abstract class DockerCmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan s_graceAfterStop = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _changes = new();
    private readonly PipelinePump _pump = new();
    private readonly ConcurrentDictionary<Task, byte> _work = new();
    private readonly Stack<(Func<CancellationToken, Task> Action, TimeSpan Limit)> _cleanups = new();
    private PipelineTarget? _target;
    private Task _phase = Task.CompletedTask;
    private bool _isTraced;
    private SemaphoreSlim? _throttle;
    private long? _abortedAt;
    private bool _disposed;

    private protected DockerCmdlet()
    {
    }

    /// <summary>Cancelled when the command is stopped, however that happens.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>For calls that change something: cancelled only five seconds after a stop, so that what was sent is awaited.</summary>
    internal CancellationToken ChangeToken => _changes.Token;

    /// <summary>The way out to PowerShell, from any thread.</summary>
    internal ICommandSink Sink => _pump;

    /// <summary>How many pieces of <see cref="QueueAsync"/> run at once; null is without limit.</summary>
    internal virtual int? WorkLimit => null;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        _target = new PipelineTarget(this);
        _stop.Token.Register(() => _changes.CancelAfter(s_graceAfterStop));
        if (WorkLimit is int limit)
        {
            _throttle = new SemaphoreSlim(limit);
        }

        _isTraced = IsDebugOn();
        RunHook(OnBegin);
        RunPhase(BeginAsync);
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        RunHook(OnRecord);
        bool done = false;
        if (!_stop.IsCancellationRequested)
        {
            RunHook(() => done = TryProcess());
        }

        if (done)
        {
            DeliverAvailable();
        }
        else
        {
            RunPhase(ProcessAsync);
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        RunPhase(async () =>
        {
            await EndAsync().ConfigureAwait(false);
            await Task.WhenAll(_work.Keys).ConfigureAwait(false);
            await CompleteAsync().ConfigureAwait(false);
        });
        _pump.CloseProgress(Target);
        OnEnd();
    }

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Before the first record, on the pipeline thread: what needs PowerShell's session is read here.</summary>
    private protected virtual void OnBegin()
    {
    }

    /// <summary>Before each record's work, on the pipeline thread.</summary>
    private protected virtual void OnRecord()
    {
    }

    /// <summary>Does a record's work on the pipeline thread where that takes no time; false leaves it to <see cref="ProcessAsync"/>.
    /// Handing a record to the worker costs ten times what taking a line of input does.</summary>
    private protected virtual bool TryProcess() => false;

    /// <summary>After all work, on the pipeline thread; not called when the command was stopped.</summary>
    private protected virtual void OnEnd()
    {
    }

    /// <summary>Work before the first record, on the worker. Commands that take stdin start here when input is expected:
    /// an empty pipeline never calls <see cref="ProcessAsync"/>.</summary>
    private protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>Work for one record, on the worker. Parameters change with the next record: work that is queued takes copies.</summary>
    private protected virtual Task ProcessAsync() => Task.CompletedTask;

    /// <summary>Work after the last record, before queued work is awaited.</summary>
    private protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>Work after all queued work has ended.</summary>
    private protected virtual Task CompleteAsync() => Task.CompletedTask;

    /// <summary>Starts a piece of work that outlives its record; waits while <see cref="WorkLimit"/> of them run.</summary>
    internal async Task QueueAsync(Func<Task> work)
    {
        StopToken.ThrowIfCancellationRequested();
        if (_throttle is { } throttle)
        {
            await throttle.WaitAsync(StopToken).ConfigureAwait(false);
            Track(RunThrottledAsync(work, throttle));
        }
        else
        {
            Track(Task.Run(work));
        }
    }

    /// <summary>Sends a change: nothing new starts after a stop, and what was sent is awaited a while longer than that.</summary>
    internal async Task<T> ChangeAsync<T>(Func<CancellationToken, Task<T>> change)
    {
        StopToken.ThrowIfCancellationRequested();
        return await change(ChangeToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ChangeAsync{T}"/>
    internal async Task ChangeAsync(Func<CancellationToken, Task> change)
    {
        StopToken.ThrowIfCancellationRequested();
        await change(ChangeToken).ConfigureAwait(false);
    }

    /// <summary>Registers what must happen when the command ends, however it ends; the last one registered runs first.</summary>
    internal void OnDispose(Func<CancellationToken, Task> cleanup, TimeSpan limit)
    {
        lock (_cleanups)
        {
            _cleanups.Push((cleanup, limit));
        }
    }

    internal ValueTask WriteAsync(object value) => _pump.WriteAsync(value, StopToken);

    internal ValueTask WriteManyAsync(IReadOnlyList<object> values) => _pump.WriteManyAsync(values, StopToken);

    /// <summary>Writes a sequence as it comes: what is there at once goes over in one piece, and nothing waits for what is not there yet.</summary>
    internal async Task WriteAllAsync<T>(IAsyncEnumerable<T> source)
        where T : class
    {
        const int BatchSize = 64;
        var batch = new List<object>();
        await using ConfiguredCancelableAsyncEnumerable<T>.Enumerator items = source.WithCancellation(StopToken).ConfigureAwait(false).GetAsyncEnumerator();
        while (true)
        {
            ConfiguredValueTaskAwaitable<bool> next = items.MoveNextAsync();
            if (batch.Count == BatchSize || (batch.Count > 0 && !next.GetAwaiter().IsCompleted))
            {
                await WriteManyAsync(batch).ConfigureAwait(false);
                batch = [];
            }

            if (!await next)
            {
                break;
            }

            batch.Add(items.Current);
        }

        await WriteManyAsync(batch).ConfigureAwait(false);
    }

    internal ValueTask WriteErrorAsync(Exception exception, object? target) =>
        _pump.WriteErrorAsync(ErrorMapper.ToRecord(exception, target), StopToken);

    internal ValueTask WriteErrorAsync(ErrorRecord error) => _pump.WriteErrorAsync(error, StopToken);

    internal ValueTask VerboseAsync(string text) => _pump.LogAsync(LogStream.Verbose, text, StopToken);

    internal ValueTask WarnAsync(string text) => _pump.LogAsync(LogStream.Warning, text, StopToken);

    /// <summary>Writes a line to the information stream. It is shown on the host as Write-Host's are, and can be redirected with 6>.</summary>
    internal ValueTask InformAsync(string text, string source)
    {
        var record = new InformationRecord(new HostInformationMessage { Message = text }, source);
        record.Tags.Add("PSHOST");
        record.Tags.Add("DockerPS");
        return _pump.LogAsync(LogStream.Information, record, StopToken);
    }

    /// <summary>Does something on the pipeline thread, behind all that was written before: what needs PowerShell's session.</summary>
    internal ValueTask InvokeAsync(Action action) => _pump.InvokeAsync(action, StopToken);

    internal void Progress(ProgressRecord record) => _pump.Progress(record);

    internal Task<bool> ShouldProcessAsync(string target, string action, bool force = false) =>
        _pump.ShouldProcessAsync(target, action, force, StopToken);

    /// <summary>Ends the command: cancels, waits for the worker, and does what must follow a stop.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Abort();
        RunCleanups();
        _changes.Cancel();
        _throttle?.Dispose();
        GC.SuppressFinalize(this);
    }

    private PipelineTarget Target => _target ?? throw new InvalidOperationException("The cmdlet has not begun.");

    /// <summary>Our own errors on the pipeline thread get their id and category there too; PowerShell's own come out bare.</summary>
    private void RunHook(Action hook)
    {
        try
        {
            hook();
        }
        catch (DockerException exception)
        {
            ThrowTerminatingError(ErrorMapper.ToRecord(exception, null));
        }
    }

    private void DeliverAvailable()
    {
        try
        {
            _pump.RunAvailable(Target);
        }
        catch
        {
            // As in a phase: PowerShell's own exceptions must come out bare, with every socket closed.
            Abort();
            throw;
        }
    }

    private void RunPhase(Func<Task> phase)
    {
        if (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        // Not tracked as work: the last phase waits for all work, and would wait for itself.
        Task task = _phase = _pump.Start(_isTraced ? () => TraceAsync(phase) : phase);
        try
        {
            _pump.Run(Target, task, StopToken);
            _pump.RunAvailable(Target);
        }
        catch
        {
            // PowerShell's own exceptions must come out bare, with every socket closed.
            Abort();
            CloseProgressQuietly();
            throw;
        }

        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            bool stopped = _stop.IsCancellationRequested;
            Abort();
            CloseProgressQuietly();
            if (stopped)
            {
                throw new PipelineStoppedException();
            }

            ThrowTerminatingError(ErrorMapper.ToRecord(exception, null));
        }
    }

    private void Abort()
    {
        _stop.Cancel();

        // One limit for both who abort, the phase and Dispose after it. Changes are cancelled within it and have a moment to end.
        long begin = _abortedAt ??= Stopwatch.GetTimestamp();
        TimeSpan left = s_graceAfterStop + TimeSpan.FromSeconds(1) - Stopwatch.GetElapsedTime(begin);
        Task all = Task.WhenAll([_phase, .. _work.Keys]);
        _pump.Drain(all, left);
        _ = all.Exception;
    }

    private void CloseProgressQuietly()
    {
        try
        {
            _pump.CloseProgress(Target);
        }
        catch (Exception exception) when (exception is PipelineStoppedException or InvalidOperationException)
        {
            // A stopped pipeline takes no more records, and its host takes the bars down itself; why it ended is what counts.
        }
    }

    private void RunCleanups()
    {
        while (true)
        {
            (Func<CancellationToken, Task> action, TimeSpan limit) next;
            lock (_cleanups)
            {
                if (!_cleanups.TryPop(out next))
                {
                    return;
                }
            }

            using var limit = new CancellationTokenSource(next.limit);
            Task cleanup = Task.Run(() => next.action(limit.Token));
            Task.WaitAny(cleanup, Task.Delay(next.limit + TimeSpan.FromSeconds(1)));
            // There is no pipeline left to report to, and Dispose must not throw.
            _ = cleanup.Exception;
        }
    }

    private static async Task RunThrottledAsync(Func<Task> work, SemaphoreSlim throttle)
    {
        // Off the caller's stack: the caller goes on to resolve the next target.
        await Task.Yield();
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            throttle.Release();
        }
    }

    private void Track(Task task)
    {
        _work.TryAdd(task, 0);
        _ = ForgetAsync(task);
    }

    private async Task ForgetAsync(Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A failed piece stays: the end of the pipeline reports it.
        if (task.IsCompletedSuccessfully)
        {
            _work.TryRemove(task, out _);
        }
    }

    private sealed class PipelineTarget(DockerCmdlet cmdlet) : IPipelineTarget
    {
        public void WriteObject(object value) => cmdlet.WriteObject(value);

        public void WriteError(ErrorRecord error) => cmdlet.WriteError(error);

        public void WriteVerbose(string text) => cmdlet.WriteVerbose(text);

        public void WriteDebug(string text) => cmdlet.WriteDebug(text);

        public void WriteWarning(string text) => cmdlet.WriteWarning(text);

        public void WriteInformation(InformationRecord record) => cmdlet.WriteInformation(record);

        public void WriteProgress(ProgressRecord record) => cmdlet.WriteProgress(record);

        public bool ShouldProcess(string target, string action, bool force) =>
            (force && !cmdlet.WhatIfOrConfirmAsked()) || cmdlet.ShouldProcess(target, action);
    }

    /// <summary>Writes each request to the debug stream: method, path, names of the query's parameters, status and time; no value and no body.</summary>
    private async Task TraceAsync(Func<Task> phase)
    {
        using (RequestTrace.Begin(line => _ = _pump.LogAsync(LogStream.Debug, line, CancellationToken.None).AsTask()))
        {
            await phase().ConfigureAwait(false);
        }
    }

    private bool IsDebugOn() =>
        MyInvocation.BoundParameters.TryGetValue("Debug", out object? debug)
            ? LanguagePrimitives.IsTrue(debug)
            : GetVariableValue("DebugPreference") is ActionPreference preference and not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <summary>-Force silences the prompt, but never -WhatIf, $WhatIfPreference or a -Confirm that was given.</summary>
    private bool WhatIfOrConfirmAsked() => MyInvocation.BoundParameters.ContainsKey("Confirm") || IsWhatIf();

    /// <summary>True where -WhatIf or $WhatIfPreference asks what would be done. On the pipeline thread only.</summary>
    private protected bool IsWhatIf() =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? whatIf)
            ? whatIf is SwitchParameter { IsPresent: true } or true
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
}
