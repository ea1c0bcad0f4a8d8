using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Starts containers that do not run.</summary>
/// <remarks>Many are started side by side. A container that runs already is left as it is. The twin of docker start
/// (POST /containers/{id}/start).</remarks>
/// <example>
/// <title>Start containers by name</title>
/// <code>Start-Container web*, db</code>
/// <para>Starts every container whose name begins with web, and db.</para>
/// </example>
/// <example>
/// <title>Start what a reboot has stopped</title>
/// <code>Get-Container -State Exited -Label app=shop | Start-Container -PassThru</code>
/// <para>Starts the stopped containers with the label app=shop and returns them as they are afterwards.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Start, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(ContainerDetail))]
public sealed class StartContainerCommand : ContainerActionCmdlet
{
    /// <summary>Returns the started containers.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string Action => "Start container";

    private protected override async Task ActAsync(ResolvedContainer container)
    {
        await ChangeAsync(token => container.Engine.Containers.StartAsync(container.Id, null, token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteRefreshedAsync(container).ConfigureAwait(false);
        }
    }
}
