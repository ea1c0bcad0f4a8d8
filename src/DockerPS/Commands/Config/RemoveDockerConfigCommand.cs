using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes configs.</summary>
/// <remarks>The engine refuses one that a service uses. Many are removed side by side. The twin of docker config rm (DELETE /configs/{id}).</remarks>
/// <example>
/// <title>Remove configs by name</title>
/// <code>Remove-DockerConfig test-*</code>
/// <para>Removes every config whose name begins with test-.</para>
/// </example>
/// <example>
/// <title>See first what would go</title>
/// <code>Get-DockerConfig -Label stage=test | Remove-DockerConfig -WhatIf</code>
/// <para>Names the configs with that label, and removes none.</para>
/// </example>
/// <seealso cref="GetDockerConfigCommand"/>
/// <seealso cref="NewDockerConfigCommand"/>
[Cmdlet(VerbsCommon.Remove, "DockerConfig", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
public sealed class RemoveDockerConfigCommand : ConfigTargetCmdlet
{
    /// <summary>How many configs are removed at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(
        ResolveAsync(), "Remove config", noPrompt: false, config => ChangeAsync(token => config.Engine.Configs.RemoveAsync(config.Id, force: false, token)));
}
