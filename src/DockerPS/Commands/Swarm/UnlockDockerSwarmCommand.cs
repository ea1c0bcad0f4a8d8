using System.Management.Automation;
using System.Net;
using System.Security;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Unlocks managers of swarms that have restarted.</summary>
/// <remarks>A manager of a swarm that locks itself (-AutoLock) knows nothing after a restart until it is given the key. The twin of docker swarm unlock (POST /swarm/unlock).</remarks>
/// <example>
/// <title>Unlock a manager</title>
/// <code>Unlock-DockerSwarm -Context boss</code>
/// <para>Asks for the key, and does not show what is typed.</para>
/// </example>
/// <example>
/// <title>By the key of another manager</title>
/// <code>Get-DockerContext boss-* | Unlock-DockerSwarm -Key (Get-DockerSwarmUnlockKey -Context boss)</code>
/// <para>The key of a manager that is not locked, handed over as an object.</para>
/// </example>
/// <example>
/// <title>By the key from a vault</title>
/// <code>Unlock-DockerSwarm -Key (Get-Secret swarm-key)</code>
/// <para>Get-Secret is of the module Microsoft.PowerShell.SecretManagement and returns a SecureString.</para>
/// </example>
/// <seealso cref="GetDockerSwarmUnlockKeyCommand"/>
[Cmdlet(VerbsCommon.Unlock, "DockerSwarm", SupportsShouldProcess = true)]
public sealed class UnlockDockerSwarmCommand : EngineInputCmdlet
{
    private string _key = "";

    /// <summary>The key: the object of Get-DockerSwarmUnlockKey, a SecureString, or a text. Without it, it is asked for.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    [SecretTextTransformation]
    public SecureString? Key { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        _key = new NetworkCredential("", Key).Password.Trim();
    }

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(ResolveEnginesAsync(), "Unlock swarm", noPrompt: false, UnlockAsync);

    private async Task UnlockAsync(EngineTarget target)
    {
        // The engine answers a wrong key to one that is not locked, too.
        EngineSwarm swarm = (await target.Engine.System.GetInfoAsync(StopToken).ConfigureAwait(false)).Swarm;
        if (swarm.State is "active" or "pending" or "error")
        {
            throw new InvalidRequestException("SwarmNotLocked", "This engine's swarm is not locked.");
        }

        await ChangeAsync(token => target.Engine.Swarm.UnlockAsync(_key, token)).ConfigureAwait(false);
    }
}
