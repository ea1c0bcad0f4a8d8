using DockerPS.Engine.Api.Wire;
using DockerPS.Hosting;
using static DockerPS.Tests.Services.ScriptedTasks;

namespace DockerPS.Tests.Services;

/// <summary>When a service has converged, by what a manager tells of it and its tasks from one look to the next.</summary>
public sealed class ConvergenceTrackerTests
{
    private readonly ConvergenceTracker _changed = new(ConvergenceGoal.Change);

    [Fact]
    public void All_tasks_must_run_and_go_on_running_for_the_time_of_monitoring()
    {
        AssertLook(ConvergencePhase.Working, "0 out of 2 tasks", Seen(_changed, Replicated(2), "", 0));
        AssertLook(ConvergencePhase.Working, "1 out of 2 tasks", Seen(_changed, Replicated(2), "1:running@n1 2:preparing@n2", 1));
        AssertLook(ConvergencePhase.Verifying, "2 out of 2 tasks, waiting 5 seconds to verify that they are stable", Seen(_changed, Replicated(2), "1:running@n1 2:running@n2", 2));
        Assert.Equal(ConvergencePhase.Verifying, Seen(_changed, Replicated(2), "1:running@n1 2:running@n2", 6.9).Phase);
        Assert.Equal(ConvergencePhase.Converged, Seen(_changed, Replicated(2), "1:running@n1 2:running@n2", 7).Phase);
    }

    [Fact]
    public void A_task_that_fails_while_it_is_verified_begins_the_time_anew()
    {
        Seen(_changed, Replicated(1), "1:running@n1", 0);
        AssertLook(ConvergencePhase.Working, "0 out of 1 tasks, a task failed", Seen(_changed, Replicated(1), "1:failed@n1>shutdown!exit_1 1:ready@n1", 3));
        Seen(_changed, Replicated(1), "1:running@n1", 4);
        Assert.Equal(ConvergencePhase.Verifying, Seen(_changed, Replicated(1), "1:running@n1", 8.9).Phase);
        Assert.Equal(ConvergencePhase.Converged, Seen(_changed, Replicated(1), "1:running@n1", 9).Phase);
    }

    [Fact]
    public void The_services_own_time_of_monitoring_holds()
    {
        ServiceResource service = Replicated(1);
        service.Spec.UpdateConfig = new() { Monitor = TimeSpan.FromSeconds(1) };

        Seen(_changed, service, "1:running@n1", 0);

        Assert.Equal(ConvergencePhase.Converged, Seen(_changed, service, "1:running@n1", 1).Phase);
    }

    [Theory]
    [InlineData("1:running@n1 1:shutdown@n1>shutdown", 1)]
    [InlineData("1:shutdown@n1>shutdown 1:running@n1", 1)]
    [InlineData("1:running@n1>shutdown 1:preparing@n1", 0)] // The old one still runs, the new one counts.
    [InlineData("1:running@n1 1:starting@n2", 0)] // Start first: both are to run, and the new one counts.
    [InlineData("1:running@n3", 0)] // Its node is down.
    [InlineData("1:running@n3 1:running@n1", 1)]
    [InlineData("1:running@n1>remove", 0)]
    [InlineData("1:orphaned@n1", 0)]
    [InlineData("1:pending", 0)]
    [InlineData("1:tomorrow@n1", 0)]
    public void Of_a_slot_the_task_counts_that_is_wanted_most(string tasks, int running)
    {
        ConvergenceReport report = _changed.Observe(Replicated(2), Tasks(tasks), UpNodes, TimeSpan.Zero, Now);

        Assert.Equal((running, 2), (report.Done, report.Total));
    }

    [Fact]
    public void No_replicas_need_no_tasks()
    {
        Seen(_changed, Replicated(0), "1:running@n1>remove", 0);

        Assert.Equal(ConvergencePhase.Converged, Seen(_changed, Replicated(0), "", 5).Phase);
    }

    [Fact]
    public void What_is_only_watched_and_has_run_for_long_is_ready_at_once()
    {
        IReadOnlyList<TaskResource> tasks = Tasks("1:running@n1");
        Assert.Equal(ConvergencePhase.Verifying, new ConvergenceTracker(ConvergenceGoal.Watch).Observe(Replicated(1), tasks, UpNodes, TimeSpan.Zero, Now).Phase);
        Assert.Equal(ConvergencePhase.Converged, new ConvergenceTracker(ConvergenceGoal.Watch).Observe(Replicated(1), tasks, UpNodes, TimeSpan.Zero, Now.AddSeconds(10)).Phase);
        Assert.Equal(ConvergencePhase.Verifying, new ConvergenceTracker(ConvergenceGoal.Change).Observe(Replicated(1), tasks, UpNodes, TimeSpan.Zero, Now.AddSeconds(10)).Phase);
    }

    [Fact]
    public void A_global_service_runs_on_each_node_that_it_has_a_task_for()
    {
        AssertLook(ConvergencePhase.Working, "waiting for new tasks", Seen(_changed, Global(), "", 0));
        AssertLook(ConvergencePhase.Working, "1 out of 2 tasks", Seen(_changed, Global(), ":running@n1 :starting@n2", 1));
        Assert.Equal(ConvergencePhase.Verifying, Seen(_changed, Global(), ":running@n1 :running@n2", 2).Phase);
    }

    [Theory]
    [InlineData(":running@n1 :running@n3", 1, 1)] // A node that is down.
    [InlineData(":running@n1 :shutdown@n2>shutdown", 1, 1)] // A node that was drained.
    [InlineData(":running@n1 :running@n2>shutdown", 1, 2)] // A node that is being drained.
    [InlineData(":running@n1 :failed@n2>shutdown", 1, 2)] // One that is not started again.
    [InlineData(":running@n1 :failed@n2>shutdown :running@n2", 2, 2)]
    public void Of_a_node_the_task_counts_that_is_wanted_most(string tasks, int running, int total)
    {
        ConvergenceReport report = _changed.Observe(Global(), Tasks(tasks), UpNodes, TimeSpan.Zero, Now);

        Assert.Equal((running, total), (report.Done, report.Total));
    }

    [Fact]
    public void A_job_is_over_when_its_tasks_are_complete()
    {
        AssertLook(ConvergencePhase.Working, "0 out of 3 complete, 0 running", Seen(_changed, ReplicatedJob(3, 1), "0:complete@n1#0 1:complete@n1#0", 0));
        AssertLook(ConvergencePhase.Working, "1 out of 3 complete, 1 running", Seen(_changed, ReplicatedJob(3, 1), "0:complete@n1>complete#1 1:running@n2>complete#1", 1));
        Assert.Equal(
            ConvergencePhase.Working,
            Seen(_changed, ReplicatedJob(3, 1), "0:complete@n1>complete#1 1:failed@n2>complete#1 2:complete@n2>complete#1", 2).Phase);
        AssertLook(ConvergencePhase.Converged, "3 out of 3 complete, 0 running", Seen(_changed, ReplicatedJob(3, 1), "0:complete@n1>complete#1 1:failed@n2>complete#1 1:complete@n1>complete#1 2:complete@n2>complete#1", 3));
    }

    [Fact]
    public void A_global_job_is_that_of_the_nodes_of_its_beginning()
    {
        AssertLook(ConvergencePhase.Working, "waiting for new tasks", Seen(_changed, GlobalJob(), "", 0));
        AssertLook(ConvergencePhase.Working, "1 out of 2 complete, 1 running", Seen(_changed, GlobalJob(), ":complete@n1>complete#0 :running@n2>complete#0", 1));
        Assert.Equal(ConvergencePhase.Converged, Seen(_changed, GlobalJob(), ":complete@n1>complete#0 :complete@n2>complete#0 :new@n4>complete#0", 2).Phase);
    }

    [Fact]
    public void An_update_that_is_over_is_over()
    {
        Assert.Equal(ConvergencePhase.Working, Seen(_changed, Replicated(2, "updating"), "1:running@n1 2:starting@n2", 0).Phase);
        Assert.Equal(ConvergencePhase.Converged, Seen(_changed, Replicated(2, "completed"), "1:running@n1 2:running@n2", 1).Phase);
    }

    [Fact]
    public void An_update_that_the_swarm_still_watches_is_not_over()
    {
        Seen(_changed, Replicated(1, "updating"), "1:running@n1", 0);
        AssertLook(ConvergencePhase.Verifying, "1 out of 1 tasks, the swarm verifies that they are stable", Seen(_changed, Replicated(1, "updating"), "1:running@n1", 11));
        Assert.Equal(ConvergencePhase.Converged, Seen(_changed, Replicated(1, "updating"), "1:running@n1", 12).Phase);
    }

    [Fact]
    public void An_undoing_that_the_swarm_still_watches_is_a_failure_all_the_same()
    {
        Seen(_changed, Replicated(1, "rollback_started", "task x failed"), "1:running@n1", 0);
        Assert.Equal(ConvergencePhase.Verifying, Seen(_changed, Replicated(1, "rollback_started", "task x failed"), "1:running@n1", 11).Phase);
        Assert.Equal(ConvergencePhase.RolledBack, Seen(_changed, Replicated(1, "rollback_started", "task x failed"), "1:running@n1", 12).Phase);
    }

    [Fact]
    public void An_update_that_passed_over_failures_is_over_too() =>
        Assert.Equal(ConvergencePhase.Incomplete, Seen(_changed, Replicated(2, "completed"), "1:running@n1 2:rejected@n2", 0).Phase);

    [Fact]
    public void An_update_of_long_ago_says_nothing_about_what_is_watched() =>
        Assert.Equal(ConvergencePhase.Working, Seen(new ConvergenceTracker(ConvergenceGoal.Watch), Replicated(2, "completed"), "1:running@n1 2:rejected@n2", 0).Phase);

    [Theory]
    [InlineData("paused", (int)ConvergencePhase.Paused)]
    [InlineData("rollback_paused", (int)ConvergencePhase.RollbackPaused)]
    public void A_pause_ends_the_wait(string update, int phase)
    {
        ConvergenceReport report = Seen(_changed, Replicated(2, update, "because"), "1:running@n1 2:running@n2", 0);

        Assert.Equal(((ConvergencePhase)phase, "because"), (report.Phase, report.Message));
    }

    [Fact]
    public void An_update_that_the_swarm_undoes_fails_with_its_reason()
    {
        AssertLook(ConvergencePhase.Working, "rolling back: 1 out of 2 tasks", Seen(_changed, Replicated(2, "rollback_started", "task x failed"), "1:running@n1 2:starting@n2", 0));
        ConvergenceReport report = Seen(_changed, Replicated(2, "rollback_completed", "rollback completed"), "1:running@n1 2:running@n2", 1);

        Assert.Equal((ConvergencePhase.RolledBack, "task x failed"), (report.Phase, report.Message));
    }

    [Fact]
    public void What_was_undone_is_as_it_was_when_its_tasks_run()
    {
        Seen(_changed, Replicated(1, "rollback_started", "task x failed"), "1:starting@n1", 0);

        AssertLook(ConvergencePhase.Working, "rolling back: 0 out of 1 tasks", Seen(_changed, Replicated(1, "rollback_completed", "rollback completed"), "1:starting@n1", 1));
        ConvergenceReport report = Seen(_changed, Replicated(1, "rollback_completed", "rollback completed"), "1:running@n1", 2);
        Assert.Equal((ConvergencePhase.RolledBack, "task x failed"), (report.Phase, report.Message));
    }

    [Fact]
    public void Undoing_that_was_asked_for_converges()
    {
        var tracker = new ConvergenceTracker(ConvergenceGoal.Rollback);
        AssertLook(
            ConvergencePhase.Working, "rolling back: 0 out of 1 tasks", Seen(tracker, Replicated(1, "rollback_started", "manually requested rollback"), "1:starting@n1", 0));
        Assert.Equal(ConvergencePhase.Verifying, Seen(tracker, Replicated(1, "rollback_completed", "rollback completed"), "1:running@n1", 1).Phase);
        Assert.Equal(ConvergencePhase.Converged, Seen(tracker, Replicated(1, "rollback_completed", "rollback completed"), "1:running@n1", 6).Phase);
    }

    [Fact]
    public void What_somebody_else_undoes_by_hand_converges()
    {
        Seen(_changed, Replicated(1, "rollback_started", "manually requested rollback"), "1:starting@n1", 0);

        Assert.Equal(ConvergencePhase.Verifying, Seen(_changed, Replicated(1, "rollback_completed", "rollback completed"), "1:running@n1", 1).Phase);
    }

    [Theory]
    [InlineData("updating", (int)ConvergencePhase.RolledBack)]
    [InlineData("rollback_completed", (int)ConvergencePhase.Verifying)]
    public void What_is_watched_fails_only_of_what_it_saw(string first, int phase)
    {
        var tracker = new ConvergenceTracker(ConvergenceGoal.Watch);
        Seen(tracker, Replicated(1, first), "1:running@n1", 0);

        Assert.Equal((ConvergencePhase)phase, Seen(tracker, Replicated(1, "rollback_completed", "rollback completed"), "1:running@n1", 1).Phase);
    }

    [Fact]
    public void Tasks_are_told_with_how_far_they_are()
    {
        ConvergenceReport report = Seen(_changed, Replicated(3), "2:preparing@n1!no_image 1:running@n1 3:new", 0);

        Assert.Equal(
            [("1", "running", "", 100, true), ("2", "preparing", "no_image", 66, false), ("3", "new", "", 11, false)],
            report.Tasks.Select(static task => (task.Key, task.State, task.Error, task.Percent, task.IsDone)));
        Assert.Equal(33, report.Percent);
    }

    [Fact]
    public void A_mode_of_tomorrow_is_an_error_that_names_it() =>
        Assert.Throws<InvalidResponseException>(() => Seen(_changed, new ServiceResource { Spec = new ServiceSpecification { Name = "web" } }, "", 0));

    private static void AssertLook(ConvergencePhase phase, string status, ConvergenceReport seen) =>
        Assert.Equal((phase, status), (seen.Phase, seen.Status));

    private static ConvergenceReport Seen(ConvergenceTracker tracker, ServiceResource service, string tasks, double seconds) =>
        tracker.Observe(service, Tasks(tasks), UpNodes, TimeSpan.FromSeconds(seconds), Now);
}
