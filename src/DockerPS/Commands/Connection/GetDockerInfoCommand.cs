using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets what engines say of themselves and their machines.</summary>
/// <remarks>The twin of docker info (GET /info).</remarks>
/// <example>
/// <title>See the engine and its machine</title>
/// <code>Get-DockerInfo</code>
/// <para>Shows containers, images, storage, limits and warnings of the default engine.</para>
/// </example>
/// <example>
/// <title>Compare machines</title>
/// <code>Get-DockerInfo -Context prod-* | Sort-Object ContainersRunning -Descending | Select-Object Engine, ContainersRunning, ProcessorCount, Memory</code>
/// <para>Asks several engines side by side and sorts them by how much runs there.</para>
/// </example>
/// <example>
/// <title>See who is in which swarm</title>
/// <code>Get-DockerContext | Get-DockerInfo | Select-Object Engine, Name, Swarm, @{ n = 'Managers'; e = { $_.Swarm.RemoteManagers } }</code>
/// <para>Contexts and connections are piped in. Swarm is what an engine knows of its swarm; a worker, too, knows the managers' addresses.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "DockerInfo")]
[OutputType(typeof(EngineInfo))]
public sealed class GetDockerInfoCommand : EngineInputCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessAsync() =>
        ReadEachEngineAsync(async engine => await WriteAsync(await engine.System.GetInfoAsync(StopToken).ConfigureAwait(false)).ConfigureAwait(false));
}
