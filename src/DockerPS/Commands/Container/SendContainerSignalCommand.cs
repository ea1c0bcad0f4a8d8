using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Sends a signal to running containers.</summary>
/// <remarks>The signal goes to the container's main process; without -Signal it is KILL, which ends it at once. The twin of docker kill
/// (POST /containers/{id}/kill).</remarks>
/// <example>
/// <title>End a container at once</title>
/// <code>Send-ContainerSignal web</code>
/// <para>Sends KILL. Kill-Container is an alias.</para>
/// </example>
/// <example>
/// <title>Let servers read their configuration again</title>
/// <code>Get-Container -Image nginx -State Running | Send-ContainerSignal -Signal HUP</code>
/// <para>Sends HUP to every running container of the image nginx.</para>
/// </example>
[Cmdlet(VerbsCommunications.Send, "ContainerSignal", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Kill-Container")]
[OutputType(typeof(ContainerDetail))]
public sealed class SendContainerSignalCommand : ContainerActionCmdlet
{
    /// <summary>The signal, by name with or without SIG, or by number. KILL by default.</summary>
    [Parameter(Position = 1)]
    [Alias("s")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SignalCompleter))]
    public string Signal { get; set; } = "KILL";

    /// <summary>Returns the containers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => $"Send signal {Signal}";

    private protected override async Task ActAsync(ResolvedContainer container)
    {
        await ChangeAsync(token => container.Engine.Containers.KillAsync(container.Id, Signal, token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteRefreshedAsync(container).ConfigureAwait(false);
        }
    }
}
