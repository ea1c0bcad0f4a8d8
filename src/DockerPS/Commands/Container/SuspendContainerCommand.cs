using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Pauses running containers: all their processes stand still.</summary>
/// <remarks>The processes keep their memory and their connections, get no processor time, and notice nothing; Resume-Container lets them go on.
/// Many are paused side by side. A container that does not run, or is paused already, is an error. Windows engines can pause
/// only containers with Hyper-V isolation. The twin of docker pause (POST /containers/{id}/pause).</remarks>
/// <example>
/// <title>Pause a container</title>
/// <code>Suspend-Container web</code>
/// <para>Pauses the container web. Its State is paused then.</para>
/// </example>
/// <example>
/// <title>Hold containers still while their data is saved</title>
/// <code>$held = Get-Container -Volume shop-data -State Running | Suspend-Container -PassThru
/// Run-Container alpine -AutoRemove -Volume shop-data:/data:ro -OutFile shop-data.tar -- tar -c /data
/// $held | Resume-Container</code>
/// <para>Pauses every running container that mounts the volume shop-data, saves the volume, and lets just these go on.</para>
/// </example>
/// <seealso cref="ResumeContainerCommand"/>
[Cmdlet(VerbsLifecycle.Suspend, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Pause-Container")]
[OutputType(typeof(ContainerDetail))]
public sealed class SuspendContainerCommand : ContainerActionCmdlet
{
    /// <summary>Returns the paused containers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => "Pause container";

    private protected override async Task ActAsync(ResolvedContainer container)
    {
        await ChangeAsync(token => container.Engine.Containers.PauseAsync(container.Id, token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteRefreshedAsync(container).ConfigureAwait(false);
        }
    }
}
