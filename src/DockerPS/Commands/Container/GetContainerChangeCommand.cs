using System.Management.Automation;
using DockerPS.Engine.Api.Wire;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the files in which containers differ from their images.</summary>
/// <remarks>Returns what was added, changed or deleted in the container's own file system; volumes and other mounts do not count.
/// Running and stopped containers can be asked. A folder counts as changed where something in it was. Windows engines can be asked for stopped containers only.
/// The twin of docker diff (GET /containers/{id}/changes).</remarks>
/// <example>
/// <title>See what a container has written</title>
/// <code>Get-ContainerChange web</code>
/// <para>Lists the files and folders that were added, changed or deleted.</para>
/// </example>
/// <example>
/// <title>Find containers that lose data when they are removed</title>
/// <code>Get-Container | Get-ContainerChange | Where-Object { $_.Kind -eq 'Added' -and $_.Path -like '/var/lib/*' } | Group-Object Container</code>
/// <para>Groups the files that were added below /var/lib by container: they belong into a volume.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "ContainerChange", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ContainerChange))]
public sealed class GetContainerChangeCommand : ContainerReadCmdlet
{
    private protected override Task ProcessAsync() => ReadEachAsync(ReadAsync);

    private async Task<IReadOnlyList<object>> ReadAsync(ResolvedContainer container)
    {
        List<object> changes = [];
        await foreach (ContainerChangeItem item in container.Engine.Containers.ChangesAsync(container.Id, StopToken).ConfigureAwait(false))
        {
            changes.Add(new ContainerChange
            {
                Connection = container.Engine.Connection,
                Kind = (ContainerChangeKind)item.Kind,
                Path = item.Path,
                Container = container.Label,
                ContainerId = container.Id,
            });
        }

        return changes;
    }
}
