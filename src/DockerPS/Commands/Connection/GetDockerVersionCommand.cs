using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the versions of engines.</summary>
/// <remarks>The twin of docker version (GET /version).</remarks>
/// <example>
/// <title>See the engine's version</title>
/// <code>Get-DockerVersion</code>
/// <para>Shows the version of the default engine and the API that is spoken with it.</para>
/// </example>
/// <example>
/// <title>Find engines that are behind</title>
/// <code>Get-DockerVersion -Context * | Where-Object { [version]$_.Version -lt '28.0' } | Select-Object Engine, Version</code>
/// <para>Asks every context side by side.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "DockerVersion")]
[OutputType(typeof(EngineVersion))]
public sealed class GetDockerVersionCommand : EngineInputCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessAsync() =>
        ReadEachEngineAsync(async engine => await WriteAsync(await engine.System.GetVersionAsync(StopToken).ConfigureAwait(false)).ConfigureAwait(false));
}
