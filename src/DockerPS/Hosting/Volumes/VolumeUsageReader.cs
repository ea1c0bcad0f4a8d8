using System.Collections.Concurrent;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Adds to volumes what only other calls tell: their sizes, and the containers that mount them. Each engine is asked once a command,
/// as it counts the sizes of all volumes at once.</summary>
/// <param name="warn">Takes what could not be told.</param>
/// <param name="cancellationToken">Cancels the calls.</param>
internal sealed class VolumeUsageReader(Func<string, ValueTask> warn, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Usage>>> _usages = new(StringComparer.Ordinal);

    /// <summary>Inspects a volume and adds its size and its users.</summary>
    public async Task<DockerVolumeDetail> ReadAsync(EngineApi engine, string name)
    {
        DockerVolumeDetail volume = await engine.Volumes.InspectAsync(name, cancellationToken).ConfigureAwait(false);
        Usage usage = await _usages.GetOrAdd(engine.Connection.Endpoint, _ => new(() => AskAsync(engine))).Value.ConfigureAwait(false);
        volume.Containers = new(usage.Containers[volume.Name]);
        if (usage.Volumes.TryGetValue(volume.Name, out DockerVolumeSummary? measured))
        {
            volume.Size = measured.Size;
            volume.ReferenceCount = measured.ReferenceCount;
        }

        return volume;
    }

    private async Task<Usage> AskAsync(EngineApi engine)
    {
        Task<Dictionary<string, DockerVolumeSummary>> measuring = MeasureAsync(engine);
        List<(string Volume, VolumeContainer Container)> users = [];
        await foreach (ContainerSummary container in engine.Containers.ListAsync(new Filters(), null, false, cancellationToken).ConfigureAwait(false))
        {
            users.AddRange(container.Mounts.Where(static mount => mount.Name.Length > 0).Select(mount => (mount.Name, Of(container, mount))));
        }

        return new(
            await measuring.ConfigureAwait(false),
            users.OrderBy(static user => user.Container.Name, StringComparer.Ordinal).ToLookup(static user => user.Volume, static user => user.Container, StringComparer.Ordinal));
    }

    private async Task<Dictionary<string, DockerVolumeSummary>> MeasureAsync(EngineApi engine)
    {
        var volumes = new Dictionary<string, DockerVolumeSummary>(StringComparer.Ordinal);
        try
        {
            foreach (DockerVolumeSummary volume in await engine.Volumes.MeasureAsync(cancellationToken).ConfigureAwait(false))
            {
                volumes[volume.Name] = volume;
            }
        }
        catch (DockerApiException error)
        {
            // Engines before 23 count for one client at a time, and refuse the others.
            await warn($"The sizes of the volumes on '{engine.Connection.Name}' are not known: {error.Message}").ConfigureAwait(false);
        }

        return volumes;
    }

    private static VolumeContainer Of(ContainerSummary container, MountPoint mount) => new()
    {
        Name = container.Name,
        ContainerId = container.Id,
        State = container.State,
        Destination = mount.Destination,
        Writable = mount.Writable,
    };

    private sealed record Usage(Dictionary<string, DockerVolumeSummary> Volumes, ILookup<string, VolumeContainer> Containers);
}
