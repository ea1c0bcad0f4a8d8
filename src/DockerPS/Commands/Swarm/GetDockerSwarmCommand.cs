using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets swarms and their settings.</summary>
/// <remarks>
/// <para>Asks a manager for its swarm: nodes, settings, certificates. The twin of the swarm's part of docker info, and of docker swarm ca
/// (GET /swarm, GET /info). A worker knows only its own part: (Get-DockerInfo).Swarm.</para>
/// <para>Tokens and keys are not in it: Get-DockerSwarmJoinToken, Get-DockerSwarmUnlockKey.</para>
/// </remarks>
/// <example>
/// <title>See the swarm</title>
/// <code>Get-DockerSwarm | Format-List</code>
/// <para>Shows the swarm of the default engine with its settings.</para>
/// </example>
/// <example>
/// <title>Keep the root certificate</title>
/// <code>(Get-DockerSwarm).RootCertificate | Set-Content swarm-ca.pem</code>
/// <para>The twin of docker swarm ca.</para>
/// </example>
/// <example>
/// <title>Which engines are in which swarm</title>
/// <code>Get-DockerContext | Get-DockerSwarm -ErrorAction SilentlyContinue | Group-Object Id</code>
/// <para>Asks all contexts side by side; those that are no managers are left out.</para>
/// </example>
/// <seealso cref="UpdateDockerSwarmCommand"/>
/// <seealso cref="GetDockerNodeCommand"/>
/// <seealso cref="GetDockerInfoCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerSwarm")]
[OutputType(typeof(DockerSwarm))]
public sealed class GetDockerSwarmCommand : EngineInputCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessAsync() =>
        ReadEachEngineAsync(async engine => await WriteAsync(await engine.Swarm.InspectAsync(StopToken).ConfigureAwait(false)).ConfigureAwait(false));
}
