using DockerPS.Engine.Api;

namespace DockerPS.Hosting.Objects;

/// <summary>Finds a swarm's objects of one kind as such of any.</summary>
internal sealed class WideSwarmResolver<T>(INameResolver<ResolvedSwarmObject<T>> resolver) : INameResolver<ResolvedSwarmObject<DockerSwarmObject>>
    where T : DockerSwarmObject
{
    public async Task<Resolution<ResolvedSwarmObject<DockerSwarmObject>>> ResolveAsync(IReadOnlyList<EngineApi> engines, string name)
    {
        Resolution<ResolvedSwarmObject<T>> resolution = await resolver.ResolveAsync(engines, name).ConfigureAwait(false);
        return new(
            [.. resolution.Found.Select(static found => new ResolvedSwarmObject<DockerSwarmObject>(found.Engine, found.Item, found.Target))],
            resolution.Errors);
    }
}
