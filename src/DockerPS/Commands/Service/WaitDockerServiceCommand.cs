using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Waits for services until they are as they should be.</summary>
/// <remarks>
/// <para>A service is so when all its tasks run and have done so for a while (5 seconds, or what its -UpdateMonitor says), a global one when
/// it runs on all nodes that fit, a job when its tasks are complete. The progress is shown by task, with the errors of those that do not get on;
/// -Verbose writes them down. All services are waited for side by side, and each is returned when it is ready.
/// The twin of the progress that docker service create and update show (GET /services/{id}, /tasks, /nodes).</para>
/// <para>An update that pauses, or that the swarm undoes meanwhile, is an error with what the tasks failed of.
/// Stopping the command does nothing to the services.</para>
/// </remarks>
/// <example>
/// <title>Wait for a service</title>
/// <code>Wait-DockerService web -Timeout 2m</code>
/// <para>Waits until all tasks of web run. After two minutes it is an error, which says how far it is and what hinders.</para>
/// </example>
/// <example>
/// <title>Change many at once, then wait for all</title>
/// <code>Get-DockerService -Stack shop -Mode replicated | Resize-DockerService 3 -Detach -PassThru | Wait-DockerService</code>
/// <para>Returns each service when it is ready.</para>
/// </example>
/// <example>
/// <title>Wait for a job</title>
/// <code>Wait-DockerService backup | Get-DockerTask | Select-Object Name, Node, State, ExitCode</code>
/// <para>Waits until all tasks of the job are complete, and shows them.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Wait, "DockerService", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerServiceSummary))]
public sealed class WaitDockerServiceCommand : ServiceTargetCmdlet
{
    private readonly ServiceConvergence _convergence;

    /// <summary>Makes the command.</summary>
    public WaitDockerServiceCommand() => _convergence = new ServiceConvergence(this);

    /// <summary>How long to wait for each service: seconds, a TimeSpan, or docker's 1m30s. Without end by default. A wait that is over is an error.</summary>
    [Parameter]
    [DurationTransformation(IsLimit = true)]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        await foreach (ResolvedSwarmObject<DockerService> service in ResolveAsync().ConfigureAwait(false))
        {
            await QueueAsync(() => GuardAsync(service.Engine.Connection, service.Target, () => WaitAsync(service))).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(ResolvedSwarmObject<DockerService> service)
    {
        await _convergence.WaitAsync(service.Engine, service.Id, service.Name, ConvergenceGoal.Watch, Timeout).ConfigureAwait(false);
        if (await service.Engine.Services.CountAsync(service.Id, StopToken).ConfigureAwait(false) is { } now)
        {
            await WriteAsync(now).ConfigureAwait(false);
        }
    }
}
