using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes containers.</summary>
/// <remarks>A running container is refused unless -Force is given. Many are removed side by side. The twin of docker rm
/// (DELETE /containers/{id}).</remarks>
/// <example>
/// <title>Remove containers by name</title>
/// <code>Remove-Container test-* -Force</code>
/// <para>Removes every container whose name begins with test-, running ones too.</para>
/// </example>
/// <example>
/// <title>See first what would go</title>
/// <code>Get-Container -State Exited | Remove-Container -Volume -WhatIf</code>
/// <para>Shows which stopped containers would be removed together with their anonymous volumes, and removes none.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "Container", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
public sealed class RemoveContainerCommand : ContainerActionCmdlet
{
    /// <summary>Also removes running containers, ending them with SIGKILL, and does not ask.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    /// <summary>Also removes the anonymous volumes of the containers.</summary>
    [Parameter]
    [Alias("Volumes", "v")]
    public SwitchParameter Volume { get; set; }

    /// <summary>Removes the link of that name (web/db) instead of a container.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("l")]
    public SwitchParameter Link { get; set; }

    private protected override string Action => Link ? "Remove link" : "Remove container";

    private protected override bool NoPrompt => Force;

    private protected override Task ActAsync(ResolvedContainer container)
    {
        // A link goes by its own name; the id would stand for the container.
        string target = Link ? container.Target.ToString()! : container.Id;
        return ChangeAsync(token => container.Engine.Containers.RemoveAsync(target, Force, Volume, Link, token));
    }
}
