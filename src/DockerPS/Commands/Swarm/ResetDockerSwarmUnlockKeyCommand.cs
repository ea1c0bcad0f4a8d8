using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes the keys that managers of swarms need after a restart anew.</summary>
/// <remarks>Keep the key before for a while: a manager that was down does not know of the change, and is unlocked by it. The twin of
/// docker swarm unlock-key --rotate (POST /swarm/update).</remarks>
/// <example>
/// <title>A new key</title>
/// <code>Reset-DockerSwarmUnlockKey; $key = Get-DockerSwarmUnlockKey</code>
/// <para>The new key is not shown.</para>
/// </example>
/// <example>
/// <title>A new key, into a vault</title>
/// <code>Reset-DockerSwarmUnlockKey -PassThru | ForEach-Object { Set-Secret swarm-key $_.Key }</code>
/// <para>Set-Secret is of the module Microsoft.PowerShell.SecretManagement.</para>
/// </example>
/// <seealso cref="GetDockerSwarmUnlockKeyCommand"/>
/// <seealso cref="UnlockDockerSwarmCommand"/>
[Cmdlet(VerbsCommon.Reset, "DockerSwarmUnlockKey", SupportsShouldProcess = true)]
[OutputType(typeof(DockerSwarmUnlockKey))]
public sealed class ResetDockerSwarmUnlockKeyCommand : EngineInputCmdlet
{
    /// <summary>Returns the new key.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(ResolveEnginesAsync(), "Make a new unlock key", noPrompt: false, ResetAsync);

    private async Task ResetAsync(EngineTarget target)
    {
        await ChangeAsync(token => target.Engine.Swarm.Update(static query => query.Add("rotateManagerUnlockKey", true)).RunAsync(
            static swarm => (bool?)((JsonObject)swarm["Spec"]!)["EncryptionConfig"]?["AutoLockManagers"] == true ? true : throw UnlockKeys.Missing(),
            token)).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteAsync(await UnlockKeys.ReadAsync(target.Engine, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }
}
