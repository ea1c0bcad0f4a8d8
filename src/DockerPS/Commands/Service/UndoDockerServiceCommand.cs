using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Takes services back to what they were before their last change.</summary>
/// <remarks>
/// <para>The swarm brings the previous spec back, by the service's own rules for that (-RollbackParallelism and its like), and the command
/// waits until its tasks run and have done so for a while, with their progress by task. Done twice it brings the change back.
/// Where somebody else changes the service at the same time, nothing is undone, and that is an error (ConcurrentChange): it would be their change. A job runs again.
/// The twin of docker service rollback (POST /services/{id}/update?rollback=previous).</para>
/// <para>Stopping the command leaves the swarm at it. With -Detach the command does not wait.</para>
/// <para>Returns nothing unless -PassThru is given.</para>
/// </remarks>
/// <example>
/// <title>Undo the last change of a service</title>
/// <code>Undo-DockerService web</code>
/// <para>Brings back what web was before, and waits for it.</para>
/// </example>
/// <example>
/// <title>Undo what paused</title>
/// <code>Get-DockerService | Where-Object UpdateState -eq paused | Undo-DockerService -PassThru</code>
/// <para>All services whose update paused after failures are taken back side by side, and returned as they are then.</para>
/// </example>
/// <seealso cref="WaitDockerServiceCommand"/>
[Cmdlet(VerbsCommon.Undo, "DockerService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Rollback-DockerService")]
[OutputType(typeof(DockerServiceSummary))]
public sealed class UndoDockerServiceCommand : ServiceChangeCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(ResolveAsync(), "Undo the last change of service", noPrompt: false, ActAsync);

    private async Task ActAsync(ResolvedSwarmObject<DockerService> service)
    {
        await WarnAsync(
            service.Name,
            ServiceApi.WarningsOf(await ChangeAsync(token => service.Engine.Services.Rollback(service.Id).RunAsync(
                item => item["PreviousSpec"] is not null
                    ? true
                    : throw new InvalidRequestException("NothingToUndo", $"Service '{service.Name}' has nothing that it could be taken back to: it was never changed, or the swarm has undone the last change by itself."),
                token)).ConfigureAwait(false))).ConfigureAwait(false);
        await FinishAsync(service, ConvergenceGoal.Rollback).ConfigureAwait(false);
    }
}
