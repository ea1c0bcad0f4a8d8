using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Lets paused containers go on.</summary>
/// <remarks>Many go on side by side. A container that is not paused is an error. The twin of docker unpause
/// (POST /containers/{id}/unpause).</remarks>
/// <example>
/// <title>Let a container go on</title>
/// <code>Resume-Container web</code>
/// <para>The processes of the container web go on where they stood.</para>
/// </example>
/// <example>
/// <title>Let all go on that are paused</title>
/// <code>Get-Container -State Paused | Resume-Container -PassThru</code>
/// <para>Returns the containers as they are afterwards.</para>
/// </example>
/// <seealso cref="SuspendContainerCommand"/>
[Cmdlet(VerbsLifecycle.Resume, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Unpause-Container")]
[OutputType(typeof(ContainerDetail))]
public sealed class ResumeContainerCommand : ContainerActionCmdlet
{
    /// <summary>Returns the containers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => "Resume container";

    private protected override async Task ActAsync(ResolvedContainer container)
    {
        await ChangeAsync(token => container.Engine.Containers.UnpauseAsync(container.Id, token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteRefreshedAsync(container).ConfigureAwait(false);
        }
    }
}
