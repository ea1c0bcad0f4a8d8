namespace DockerPS.Hosting;

/// <summary>What finds the objects of a swarm, by kind.</summary>
internal static class SwarmResolvers
{
    public static SwarmObjectResolver<DockerNodeSummary> Nodes(CancellationToken cancellationToken) =>
        new(ResourceKind.Node, static engine => engine.Nodes, cancellationToken);

    public static SwarmObjectResolver<DockerServiceSummary> Services(CancellationToken cancellationToken) =>
        new(ResourceKind.Service, static engine => engine.Services, cancellationToken);

    public static SwarmObjectResolver<DockerSecret> Secrets(CancellationToken cancellationToken) =>
        new(ResourceKind.Secret, static engine => engine.Secrets, cancellationToken);

    public static SwarmObjectResolver<DockerConfigSummary> Configs(CancellationToken cancellationToken) =>
        new(ResourceKind.Config, static engine => engine.Configs, cancellationToken);
}
