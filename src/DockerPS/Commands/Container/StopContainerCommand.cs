using System.Management.Automation;
using DockerPS.Engine;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Stops running containers.</summary>
/// <remarks>Sends each container its stop signal, waits, and ends it with SIGKILL when the time is over. Many are stopped side by side.
/// A container that does not run is left as it is. The twin of docker stop (POST /containers/{id}/stop).</remarks>
/// <example>
/// <title>Stop containers by name</title>
/// <code>Stop-Container web*, db</code>
/// <para>Stops every container whose name begins with web, and db.</para>
/// </example>
/// <example>
/// <title>Stop what has run for a week</title>
/// <code>Get-Container -State Running | Where-Object Created -lt (Get-Date).AddDays(-7) | Stop-Container -Timeout 30</code>
/// <para>Each container is stopped on the engine that it came from, with 30 seconds to end by itself.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ContainerDetail))]
public sealed class StopContainerCommand : ContainerActionCmdlet
{
    /// <summary>How long the container has to end by itself: seconds, a TimeSpan, or docker's 1m30s. -1 waits without end.
    /// By default the container's own, else 10 seconds.</summary>
    [Parameter]
    [Alias("Time", "t")]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The signal to send instead of the container's own, such as SIGINT. Needs Engine API 1.42.</summary>
    [Parameter]
    [Alias("s")]
    [ValidateNotNullOrEmpty]
    public string? Signal { get; set; }

    /// <summary>Returns the stopped containers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => "Stop container";

    private protected override async Task ActAsync(ResolvedContainer container)
    {
        if (Signal is not null)
        {
            await container.Engine.RequireAsync(new ApiVersion(1, 42), "-Signal", StopToken).ConfigureAwait(false);
        }

        await ChangeAsync(token => container.Engine.Containers.StopAsync(container.Id, Signal, WholeSeconds.Of(Timeout), token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteRefreshedAsync(container).ConfigureAwait(false);
        }
    }
}
