using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes volumes, and what is in them.</summary>
/// <remarks>The engine refuses one that a container mounts, even a stopped one, -Force or not. Many are removed side by side.
/// What was in a volume is gone, so that it asks first, unless -Force is given. The twin of docker volume rm (DELETE /volumes/{name}).</remarks>
/// <example>
/// <title>Remove volumes by name</title>
/// <code>Remove-DockerVolume test-*</code>
/// <para>Asks about every volume whose name begins with test-, and removes it.</para>
/// </example>
/// <example>
/// <title>See first what would go</title>
/// <code>Get-DockerVolume -Dangling $true -Label stage=test | Remove-DockerVolume -WhatIf</code>
/// <para>Shows which unused volumes with that label would be removed, and removes none.</para>
/// </example>
/// <example>
/// <title>Remove a volume with the containers that use it</title>
/// <code>Get-DockerVolume data | Get-Container | Remove-Container -Force; Remove-DockerVolume data -Force</code>
/// <para>With -Force nothing is asked, and a volume that does not exist is no error.</para>
/// </example>
/// <example>
/// <title>Remove what a list names</title>
/// <code>Import-Csv volumes.csv | Remove-DockerVolume -Force</code>
/// <para>A list that was made with Get-DockerVolume | Export-Csv volumes.csv: each volume is removed from the engine that its Connection column names.</para>
/// </example>
/// <seealso cref="ClearDockerVolumeCommand"/>
[Cmdlet(VerbsCommon.Remove, "DockerVolume", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveDockerVolumeCommand : VolumeTargetCmdlet
{
    /// <summary>A volume that does not exist is no error, and nothing is asked. Volumes in use are refused all the same.</summary>
    [Parameter]
    [Alias("f")]
    public SwitchParameter Force { get; set; }

    /// <summary>How many volumes are acted on at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    private protected override bool IsMissingFine => Force;

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ActOnEachAsync(ResolveAsync(), "Remove volume", Force, RemoveAsync);

    private async Task RemoveAsync(ResolvedVolume volume)
    {
        try
        {
            await ChangeAsync(token => volume.Engine.Volumes.RemoveAsync(volume.Name, Force, token)).ConfigureAwait(false);
        }
        catch (DockerException gone) when (IsMissingFine && IsMissing(gone))
        {
            await VerboseAsync(gone.Message).ConfigureAwait(false);
        }
    }
}
