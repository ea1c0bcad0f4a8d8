using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that change services and wait until the swarm has made them so.</summary>
public abstract class ServiceChangeCmdlet : ServiceActionCmdlet
{
    private readonly ServiceConvergence _convergence;

    private protected ServiceChangeCmdlet()
    {
        _convergence = new ServiceConvergence(this);
    }

    /// <summary>Returns when the swarm has accepted the change, and does not wait until its tasks are as they should be.</summary>
    [Parameter]
    [Alias("d")]
    public SwitchParameter Detach { get; set; }

    /// <summary>How long to wait for each service: seconds, a TimeSpan, or docker's 1m30s. Without end by default. A wait that is over is an
    /// error; the swarm goes on with the change.</summary>
    [Parameter]
    [DurationTransformation(IsLimit = true)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Returns the services as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Passes on what the engine said about a change.</summary>
    private protected async Task WarnAsync(string service, IReadOnlyList<string> warnings)
    {
        foreach (string warning in warnings)
        {
            await WarnAsync($"{service}: {warning}").ConfigureAwait(false);
        }
    }

    /// <summary>Waits for what a change has begun, and writes the service as it is then, as far as each was asked for.</summary>
    private protected async Task FinishAsync(ResolvedSwarmObject<DockerService> service, ConvergenceGoal goal)
    {
        if (!Detach)
        {
            await _convergence.WaitAsync(service.Engine, service.Id, service.Name, goal, Timeout).ConfigureAwait(false);
        }

        if (PassThru && await service.Engine.Services.CountAsync(service.Id, StopToken).ConfigureAwait(false) is { } now)
        {
            await WriteAsync(now).ConfigureAwait(false);
        }
    }
}
