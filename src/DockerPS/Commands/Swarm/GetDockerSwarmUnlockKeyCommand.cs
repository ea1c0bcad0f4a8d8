using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the keys that managers of swarms need after a restart.</summary>
/// <remarks>Only a swarm that locks its managers (-AutoLock) has one. Keep it where the managers are not: when the last manager that is not locked
/// restarts, nobody can read it any more. The twin of docker swarm unlock-key (GET /swarm/unlockkey).</remarks>
/// <example>
/// <title>See the key</title>
/// <code>Get-DockerSwarmUnlockKey</code>
/// <para>Shows the key of the default engine's swarm.</para>
/// </example>
/// <example>
/// <title>Put it into a vault</title>
/// <code>Set-Secret swarm-key (Get-DockerSwarmUnlockKey -Context boss).Key</code>
/// <para>Set-Secret is of the module Microsoft.PowerShell.SecretManagement.</para>
/// </example>
/// <seealso cref="UnlockDockerSwarmCommand"/>
/// <seealso cref="ResetDockerSwarmUnlockKeyCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerSwarmUnlockKey")]
[OutputType(typeof(DockerSwarmUnlockKey))]
public sealed class GetDockerSwarmUnlockKeyCommand : EngineInputCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessAsync() =>
        ReadEachEngineAsync(async engine => await WriteAsync(await UnlockKeys.ReadAsync(engine, StopToken).ConfigureAwait(false)).ConfigureAwait(false));
}
