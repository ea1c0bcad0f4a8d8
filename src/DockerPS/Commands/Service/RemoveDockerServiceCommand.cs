using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes services from a swarm.</summary>
/// <remarks>
/// <para>The swarm stops the tasks of a removed service and removes their containers; that takes a moment longer than the command.
/// Networks, volumes, secrets and configs stay. Many are removed side by side. The twin of docker service rm (DELETE /services/{id}).</para>
/// </remarks>
/// <example>
/// <title>Remove services by name</title>
/// <code>Remove-DockerService test-*</code>
/// <para>Removes every service whose name begins with test-.</para>
/// </example>
/// <example>
/// <title>See first what would go</title>
/// <code>Get-DockerService -Label stage=test | Remove-DockerService -WhatIf</code>
/// <para>Shows which services with that label would be removed, and removes none.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "DockerService", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
public sealed class RemoveDockerServiceCommand : ServiceActionCmdlet
{
    /// <summary>A service that does not exist is no error, and nothing is asked.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    private protected override bool IsMissingFine => Force;

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(ResolveAsync(), "Remove service", Force, ActAsync);

    private async Task ActAsync(ResolvedSwarmObject<DockerService> service)
    {
        try
        {
            await ChangeAsync(token => service.Engine.Services.RemoveAsync(service.Id, force: false, token)).ConfigureAwait(false);
        }
        catch (DockerException gone) when (IsMissingFine && IsMissing(gone))
        {
            await VerboseAsync(gone.Message).ConfigureAwait(false);
        }
    }
}
