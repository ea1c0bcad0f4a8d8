using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Stops containers and starts them again.</summary>
/// <remarks>Sends each container its stop signal, waits, ends it with SIGKILL when the time is over, and starts it. One that does not run
/// is started. Many are restarted side by side. The twin of docker restart (POST /containers/{id}/restart).</remarks>
/// <example>
/// <title>Restart containers by name</title>
/// <code>Restart-Container web*, db</code>
/// <para>Restarts every container whose name begins with web, and db.</para>
/// </example>
/// <example>
/// <title>Restart what is not healthy</title>
/// <code>Get-Container -Health unhealthy -Context prod-* | Restart-Container -Timeout 30 -PassThru</code>
/// <para>Restarts the unhealthy containers of many engines, each with 30 seconds to end by itself, and returns them as they are afterwards.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Restart, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ContainerDetail))]
public sealed class RestartContainerCommand : ContainerActionCmdlet
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
    [ArgumentCompleter(typeof(SignalCompleter))]
    public string? Signal { get; set; }

    /// <summary>Returns the restarted containers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => "Restart container";

    private protected override async Task ActAsync(ResolvedContainer container)
    {
        if (Signal is not null)
        {
            await container.Engine.RequireAsync(new ApiVersion(1, 42), "-Signal", StopToken).ConfigureAwait(false);
        }

        await ChangeAsync(token => container.Engine.Containers.RestartAsync(container.Id, Signal, WholeSeconds.Of(Timeout), token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteRefreshedAsync(container).ConfigureAwait(false);
        }
    }
}
