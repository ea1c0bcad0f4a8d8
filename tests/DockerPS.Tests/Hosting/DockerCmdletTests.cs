using System.Collections.Concurrent;
using System.Management.Automation;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Hosting;

public sealed class DockerCmdletTests
{
    private bool _completed;

    [Fact]
    public void All_phases_run_and_queued_work_is_awaited_before_the_last()
    {
        ConcurrentQueue<string> order = [];
        TaskCompletionSource gate = new();
        CmdletResult result = CmdletRunner.Create<ScriptedCommand>().Input(1, 2).With(new
        {
            Begin = Step(_ =>
            {
                order.Enqueue("begin");
                return Task.CompletedTask;
            }),
            Process = Step(async command =>
            {
                object input = command.InputObject is PSObject wrapped ? wrapped.BaseObject : command.InputObject!;
                order.Enqueue($"record {input}");
                await command.QueueAsync(async () =>
                {
                    if (input is 1)
                        await gate.Task;
                    else
                        gate.SetResult();
                    order.Enqueue($"work {input}");
                    await command.WriteAsync(input);
                });
            }),
            Complete = Step(_ =>
            {
                order.Enqueue("complete");
                return Task.CompletedTask;
            }),
        }).Run().AssertNoErrors();
        Assert.Equal(["begin", "record 1", "record 2"], order.Take(3));
        Assert.Equal(["work 1", "work 2"], order.Skip(3).Take(2).Order());
        Assert.Equal("complete", order.Last());
        Assert.Equal([1, 2], result.Output.Order());
    }

    [Fact]
    public void Queued_work_keeps_to_its_limit()
    {
        int running = 0;
        int most = 0;
        TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CmdletRunner.Create<ScriptedCommand>().InputFrom(Enumerable.Range(0, 12)).With(new
        {
            Limit = 3,
            Process = Step(command => command.QueueAsync(async () =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                if (now == 3)
                    full.TrySetResult();
                // None goes on before three are there at once: fewer would hang here.
                await full.Task.WaitAsync(TestLimit.Patience);
                Interlocked.Decrement(ref running);
            })),
        }).Run().AssertNoErrors();
        Assert.Equal(3, most);
    }

    [Fact]
    public void A_downstream_that_has_enough_ends_worker_and_queued_work()
    {
        TaskCompletionSource worker = new();
        TaskCompletionSource queued = new();
        TaskCompletionSource running = new();
        CmdletResult result = Runner(async command =>
        {
            await command.QueueAsync(() => UntilCancelled(command.StopToken, queued, running));
            await running.Task;
            await command.WriteAsync(1);
            await UntilCancelled(command.StopToken, worker);
        }).First(1).Run();
        Assert.True(result.StoppedByDownstream);
        Assert.Null(result.Terminating);
        Assert.False(_completed);

        // Already now, not some time later: sockets are closed when the cmdlet returns.
        Assert.True(worker.Task.IsCompletedSuccessfully);
        Assert.True(queued.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public void Ctrl_C_ends_the_worker_and_nothing_runs_after_it()
    {
        TaskCompletionSource worker = new();
        CmdletRunner runner = Runner(async command =>
        {
            await command.WriteAsync(1);
            await UntilCancelled(command.StopToken, worker);
        });
        runner.OnOutput(_ => runner.StopFromAnotherThread());
        CmdletResult result = runner.Run();
        Assert.True(result.Stopped);
        Assert.True(worker.Task.IsCompletedSuccessfully);
        Assert.False(_completed);
    }

    [Fact]
    public void A_change_that_was_sent_is_awaited_after_a_stop_and_none_is_sent_anew()
    {
        TaskCompletionSource sent = new();
        bool? cancelled = null;
        bool another = false;
        CmdletRunner runner = Runner(async command =>
        {
            await command.QueueAsync(async () =>
            {
                await command.ChangeAsync(async token =>
                {
                    sent.SetResult();
                    await UntilCancelled(command.StopToken);
                    cancelled = token.IsCancellationRequested;
                });
                await command.ChangeAsync(_ =>
                {
                    another = true;
                    return Task.CompletedTask;
                });
            });
            await sent.Task;
            await command.WriteAsync(1);
        }).First(1);
        Assert.True(runner.Run().StoppedByDownstream);
        Assert.False(cancelled);
        Assert.False(another);
    }

    [Fact]
    public void A_change_without_end_is_given_up()
    {
        TaskCompletionSource sent = new();
        TaskCompletionSource ended = new();
        CmdletResult result = Runner(async command =>
        {
            await command.QueueAsync(() => command.ChangeAsync(token =>
            {
                sent.SetResult();
                return UntilCancelled(token, ended);
            }));
            await sent.Task;
            await command.WriteAsync(1);
        }).First(1).Run();
        Assert.True(result.StoppedByDownstream);
        Assert.True(ended.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public void Work_that_listens_to_nothing_does_not_hold_the_shell()
    {
        TaskCompletionSource never = new();
        CmdletRunner runner = Runner(async command =>
        {
            await command.WriteAsync(1);
            await never.Task;
        });
        runner.OnOutput(_ => runner.StopFromAnotherThread());
        Assert.True(runner.Run().Stopped);
        never.SetResult();
    }

    [Fact]
    public void Cleanups_run_at_every_end_the_last_one_first_under_a_token_of_their_own()
    {
        foreach (bool early in (bool[])[false, true])
        {
            List<string> done = [];
            CmdletRunner runner = Runner(async command =>
            {
                command.OnDispose(token => Note(done, "first", token), TestLimit.Patience);
                command.OnDispose(_ => throw new InvalidOperationException("A cleanup that fails leaves the others alone."), TestLimit.Patience);
                command.OnDispose(token => Note(done, "last", token), TestLimit.Patience);
                await command.WriteAsync(1);
            });
            Assert.Equal(early, (early ? runner.First(1) : runner).Run().StoppedByDownstream);
            Assert.Equal(["last False", "first False"], done);
        }
    }

    [Fact]
    public void An_error_of_the_worker_ends_the_command_with_its_id_and_takes_the_progress_down()
    {
        CmdletResult result = Runner(async command =>
        {
            command.Progress(new ProgressRecord(7, "a", "s"));
            await command.WriteAsync(1);
            await command.VerboseAsync("shown");
            throw new InvalidRequestException("BadToy", "It is broken.") { Advice = "Glue it." };
        }).Run();
        Assert.Equal("BadToy,DockerPS.Tests.Hosting.ScriptedCommand", result.TerminatingError!.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, result.TerminatingError.CategoryInfo.Category);
        Assert.Equal("Glue it.", result.TerminatingError.ErrorDetails!.RecommendedAction);
        Assert.Equal([1], result.Output);
        Assert.Equal(ProgressRecordType.Completed, result.Progress.Last().RecordType);
        Assert.False(_completed);
    }

    [Fact]
    public void A_downstream_that_has_enough_leaves_no_progress_on_the_screen()
    {
        CmdletResult result = Runner(async command =>
        {
            command.Progress(new ProgressRecord(7, "a", "s"));
            await command.VerboseAsync("shown");
            await command.WriteAsync(1);
            await UntilCancelled(command.StopToken);
        }).First(1).Run();
        Assert.True(result.StoppedByDownstream);
        Assert.Equal(ProgressRecordType.Completed, result.Progress.Last().RecordType);
    }

    [Fact]
    public void An_error_of_queued_work_that_nobody_caught_ends_the_command()
    {
        CmdletResult result = Runner(command => command.QueueAsync(() => throw new InvalidRequestException("BadToy", "It is broken."))).Run();
        Assert.Equal("BadToy,DockerPS.Tests.Hosting.ScriptedCommand", result.TerminatingError!.FullyQualifiedErrorId);
        Assert.False(_completed);
    }

    [Fact]
    public void An_exception_of_the_recorder_comes_through_bare()
    {
        CmdletResult result = Runner(command => command.WriteAsync(1).AsTask()).OnOutput(_ => throw new FormatException("mine")).Run();
        Assert.IsType<FormatException>(result.Terminating!.InnerException);
    }

    [Fact]
    public void Force_silences_the_prompt_and_nothing_else()
    {
        CmdletRunner ForceRunner() => Runner(async command => await command.WriteAsync(await command.ShouldProcessAsync("t", "do", force: true)));

        CmdletRunner low = ForceRunner();
        low.Session.PSVariable.Set("global:ConfirmPreference", ConfirmImpact.Low);
        Assert.Equal([true], low.Run().AssertNoErrors().Output);
        Assert.Empty(low.Host.Questions);

        Assert.Equal([false], ForceRunner().WhatIf().Run().AssertNoErrors().Output);

        CmdletRunner preference = ForceRunner();
        preference.Session.PSVariable.Set("global:WhatIfPreference", true);
        Assert.Equal([false], preference.Run().AssertNoErrors().Output);

        CmdletRunner overridden = ForceRunner().With("WhatIf", false);
        overridden.Session.PSVariable.Set("global:WhatIfPreference", true);
        Assert.Equal([true], overridden.Run().AssertNoErrors().Output);

        CmdletRunner confirm = ForceRunner().With("Confirm", true).Answer(SmaDouble.ConfirmAnswer.No);
        Assert.Equal([false], confirm.Run().AssertNoErrors().Output);
        Assert.Single(confirm.Host.Questions);
    }

    private static Func<ScriptedCommand, Task> Step(Func<ScriptedCommand, Task> step) => step;

    private static async Task UntilCancelled(CancellationToken token, TaskCompletionSource? ended = null, TaskCompletionSource? begun = null)
    {
        begun?.SetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended?.SetResult();
    }

    private static Task Note(List<string> done, string name, CancellationToken token)
    {
        done.Add($"{name} {token.IsCancellationRequested}");
        return Task.CompletedTask;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private CmdletRunner Runner(Func<ScriptedCommand, Task> process) => CmdletRunner.Create<ScriptedCommand>().With(new
    {
        Process = process,
        Complete = Step(_ =>
        {
            _completed = true;
            return Task.CompletedTask;
        }),
    });
}
