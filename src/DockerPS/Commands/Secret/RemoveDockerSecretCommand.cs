using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes secrets.</summary>
/// <remarks>The engine refuses one that a service uses. Many are removed side by side. The twin of docker secret rm (DELETE /secrets/{id}).</remarks>
/// <example>
/// <title>Remove secrets by name</title>
/// <code>Remove-DockerSecret test-*</code>
/// <para>Removes every secret whose name begins with test-.</para>
/// </example>
/// <example>
/// <title>See first what would go</title>
/// <code>Get-DockerSecret -Label stage=test | Remove-DockerSecret -WhatIf</code>
/// <para>Names the secrets with that label, and removes none.</para>
/// </example>
/// <seealso cref="GetDockerSecretCommand"/>
/// <seealso cref="NewDockerSecretCommand"/>
[Cmdlet(VerbsCommon.Remove, "DockerSecret", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
public sealed class RemoveDockerSecretCommand : SecretTargetCmdlet
{
    /// <summary>How many secrets are removed at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(
        ResolveAsync(), "Remove secret", noPrompt: false, secret => ChangeAsync(token => secret.Engine.Secrets.RemoveAsync(secret.Id, force: false, token)));
}
