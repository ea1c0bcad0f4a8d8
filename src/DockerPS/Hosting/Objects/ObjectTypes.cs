using DockerPS.Engine.Api;

namespace DockerPS.Hosting.Objects;

/// <summary>The types that docker inspect knows, in the order in which it tries them (docker/cli, cli/command/system/inspect.go).</summary>
internal static class ObjectTypes
{
    public static IReadOnlyList<ObjectType> All { get; } =
    [
        ObjectType.Of(
            "container",
            static stop => new ContainerResolver(stop),
            static async (container, size, stop) => await container.Engine.Containers.InspectAsync(container.Id, size, stop).ConfigureAwait(false),
            static (engine, item) => ContainerOf(engine, item)),
        ObjectType.Of(
            "image",
            static stop => new ImageResolver(asList: false, stop),
            static async (image, _, stop) => await image.Engine.Images.InspectAsync(image.Name, image.Reference, stop).ConfigureAwait(false),
            static (engine, item) => item is Image image ? ResolvedImage.Of(engine, image) : null),
        ObjectType.Of(
            "network",
            static stop => new NetworkResolver(stop),
            static async (network, _, stop) => await network.Engine.Networks.InspectAsync(network.Id, stop).ConfigureAwait(false),
            static (engine, item) => item is DockerNetwork network ? new ResolvedNetwork(engine, network, item) : null),
        ObjectType.Of(
            "volume",
            static stop => new VolumeResolver(static (_, _) => ValueTask.CompletedTask, stop),
            static async (volume, size, stop) => await InspectAsync(volume, size, stop).ConfigureAwait(false),
            static (engine, item) => item is DockerVolume volume ? new ResolvedVolume(engine, volume, item) : null),
        ObjectType.OfSwarm<DockerServiceSummary, DockerService>(
            "service", SwarmResolvers.Services, static async (engine, id, stop) => await engine.Services.InspectAsync(id, stop).ConfigureAwait(false)),
        ObjectType.OfSwarm<DockerTask, DockerTask>(
            "task",
            static stop => new TaskResolver(new TaskReader(detailed: false, stop), stop),
            static async (engine, id, stop) => await new TaskReader(detailed: true, stop).FindAsync(engine, id).ConfigureAwait(false)),
        ObjectType.OfSwarm<DockerNodeSummary, DockerNode>(
            "node", SwarmResolvers.Nodes, static async (engine, id, stop) => await engine.Nodes.InspectAsync(id, stop).ConfigureAwait(false)),
        ObjectType.OfSwarm<DockerSecret, DockerSecret>(
            "secret", SwarmResolvers.Secrets, static async (engine, id, stop) => await engine.Secrets.FindAsync(id, stop).ConfigureAwait(false)),
        ObjectType.OfSwarm<DockerConfigSummary, DockerConfig>(
            "config", SwarmResolvers.Configs, static async (engine, id, stop) => await engine.Configs.InspectAsync(id, stop).ConfigureAwait(false)),
    ];

    /// <summary>The types of these names.</summary>
    /// <exception cref="InvalidRequestException">There is no such type.</exception>
    public static IReadOnlyList<ObjectType> Named(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (!All.Any(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new InvalidRequestException("BadParameter", $"'{name}' is not a type of objects: -Type takes {string.Join(", ", All.Select(static type => type.Name))}.");
            }
        }

        return [.. All.Where(type => names.Contains(type.Name, StringComparer.OrdinalIgnoreCase))];
    }

    // Who uses a volume comes with what is in it: both are calls of their own.
    private static Task<DockerVolumeDetail> InspectAsync(ResolvedVolume volume, bool size, CancellationToken cancellationToken) => size
        ? new VolumeUsageReader(static _ => ValueTask.CompletedTask, cancellationToken).ReadAsync(volume.Engine, volume.Name)
        : volume.Engine.Volumes.InspectAsync(volume.Name, cancellationToken);

    private static ResolvedContainer? ContainerOf(EngineApi engine, DockerObject item) => item switch
    {
        Container container => ResolvedContainer.Of(engine, container),
        ContainerStat stat => new ResolvedContainer(engine, stat.Id, stat.Name, item),
        ContainerWaitResult result => new ResolvedContainer(engine, result.Id, result.Name, item),
        ContainerProcess process => new ResolvedContainer(engine, process.ContainerId, process.Container, item),
        ContainerLogEntry entry => new ResolvedContainer(engine, entry.ContainerId, entry.Container, item),
        ContainerExec exec => new ResolvedContainer(engine, exec.ContainerId, exec.Container, item),
        _ => null,
    };
}
