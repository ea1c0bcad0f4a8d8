using System.Diagnostics;
using System.Management.Automation;
using DockerPS.Hosting;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Hosting;

public sealed class PipelinePumpTests
{
    private readonly PipelinePump _pump = new();
    private readonly RecordingTarget _target = new();

    [Fact]
    public void Everything_arrives_in_order_on_the_pipeline_thread()
    {
        Run(async () =>
        {
            await _pump.LogAsync(LogStream.Verbose, "a", default);
            await _pump.WriteAsync(1, default);
            await _pump.WriteErrorAsync(new ErrorRecord(new InvalidOperationException("e"), "Id", ErrorCategory.NotSpecified, null), default);
            await _pump.WriteManyAsync([2, 3], default);
            bool yes = await _pump.ShouldProcessAsync("t", "do", force: false, default);
            await _pump.LogAsync(LogStream.Warning, $"answer {yes}", default);
            await _pump.LogAsync(LogStream.Debug, "d", default);
            await _pump.LogAsync(LogStream.Information, new InformationRecord("i", "test"), default);
            await _pump.WriteManyAsync([], default);
            await _pump.WriteAsync(4, default);
        });
        Assert.Equal(
            ["verbose a", "object 1", "error Id", "object 2", "object 3", "question t do", "warning answer True", "debug d", "information i", "object 4"],
            _target.Lines);
        Assert.Equal(Environment.CurrentManagedThreadId, Assert.Single(_target.Threads));
    }

    [Fact]
    public void What_comes_from_an_engine_cannot_steer_the_terminal()
    {
        Run(async () =>
        {
            _pump.Progress(new ProgressRecord(1, "\u001b[31mx", "\u001b[2J") { CurrentOperation = "layer\r" });
            await _pump.LogAsync(LogStream.Verbose, "a\u001b[2J", default);
            await _pump.LogAsync(LogStream.Warning, "good\rbad", default);
            await _pump.LogAsync(LogStream.Debug, "\u009b31m", default);
            await _pump.ShouldProcessAsync("web\u001b[31m", "stop\a", force: false, default);
        });
        Assert.Equal(["verbose a\uFFFD[2J", "warning good\nbad", "debug \uFFFD31m", "question web\uFFFD[31m stop\uFFFD"], _target.Lines);
        ProgressRecord shown = Assert.Single(_target.Progress);
        Assert.Equal(("\uFFFD[31mx", "\uFFFD[2J", "layer\uFFFD"), (shown.Activity, shown.StatusDescription, shown.CurrentOperation));
    }

    [Fact]
    public void The_worker_is_never_more_than_64_objects_ahead()
    {
        int written = 0;
        int delivered = 0;
        int farthest = 0;
        _target.OnObject = _ =>
        {
            // The first waits until the worker has filled what there is to fill.
            if (delivered++ == 0)
                Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref written) >= 64, TestLimit.Patience));
            farthest = Math.Max(farthest, Volatile.Read(ref written) - delivered);
        };
        Run(async () =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                await _pump.WriteAsync(i, default);
                Interlocked.Increment(ref written);
            }
        });
        Assert.Equal(20_000, delivered);
        Assert.InRange(farthest, 32, 64);
    }

    [Fact]
    public void What_the_target_throws_comes_out_bare()
    {
        FormatException thrown = new("downstream has enough");
        _target.OnObject = _ => throw thrown;
        Task phase = _pump.Start(() => _pump.WriteAsync(1, default).AsTask());
        Assert.Same(thrown, Record.Exception(() => _pump.Run(_target, phase, default)));
    }

    [Fact]
    public void A_stop_ends_the_pump_though_the_worker_does_not_listen()
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource never = new();
        Task phase = _pump.Start(async () =>
        {
            await stop.CancelAsync();
            await never.Task;
        });
        Assert.Throws<PipelineStoppedException>(() => _pump.Run(_target, phase, stop.Token));
        never.SetResult();
    }

    [Fact]
    public void Draining_lets_a_worker_end_that_waits_for_room_or_for_an_answer()
    {
        bool? answer = null;
        Task phase = _pump.Start(async () =>
        {
            for (int i = 0; i < 1_000; i++)
                await _pump.WriteAsync(i, default);
            answer = await _pump.ShouldProcessAsync("t", "do", force: false, default);
        });
        Assert.True(_pump.Drain(phase, TestLimit.Patience));
        Assert.False(answer);
        Assert.Empty(_target.Lines);
    }

    [Fact]
    public void Draining_gives_up_at_its_limit() =>
        Assert.False(_pump.Drain(new TaskCompletionSource().Task, TimeSpan.FromMilliseconds(1)));

    [Fact]
    public void What_queued_work_wrote_behind_the_phase_is_delivered_without_waiting()
    {
        Run(() => Task.CompletedTask);
        Assert.True(_pump.WriteAsync("late", default).AsTask().IsCompletedSuccessfully);
        _pump.RunAvailable(_target);
        Assert.Equal(["object late"], _target.Lines);
    }

    [Fact]
    public void Progress_is_throttled_and_its_end_arrives()
    {
        long begin = Stopwatch.GetTimestamp();
        Run(async () =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                _pump.Progress(new ProgressRecord(1, "a", "s") { PercentComplete = i % 100 });
                await _pump.WriteAsync(i, default);
            }
            _pump.Progress(new ProgressRecord(1, "a", "s") { RecordType = ProgressRecordType.Completed });
        });
        _pump.CloseProgress(_target);
        double intervals = Stopwatch.GetElapsedTime(begin) / TimeSpan.FromMilliseconds(100);
        Assert.InRange(_target.Progress.Count, 2, (int)intervals + 2);
        Assert.Equal(ProgressRecordType.Completed, _target.Progress.Last().RecordType);
        Assert.Single(_target.Progress, record => record.RecordType == ProgressRecordType.Completed);
    }

    [Fact]
    public void Progress_is_shown_though_nothing_else_comes()
    {
        TaskCompletionSource shown = new();
        Run(async () =>
        {
            _pump.Progress(new ProgressRecord(1, "a", "s"));
            while (_target.Progress.IsEmpty)
                await Task.Yield();
            shown.SetResult();
        });
        Assert.True(shown.Task.IsCompleted);
    }

    private void Run(Func<Task> work)
    {
        Task phase = _pump.Start(work);
        _pump.Run(_target, phase, default);
        phase.GetAwaiter().GetResult();
    }
}
