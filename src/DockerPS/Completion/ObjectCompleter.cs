using DockerPS.Engine.Api;

namespace DockerPS.Completion;

/// <summary>Completes names of objects of any type that docker inspect knows.</summary>
internal sealed class ObjectCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<Candidate>> AskAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        IReadOnlyList<Candidate>[] types = await Task.WhenAll(
            CollectAsync(
                engine.Containers.ListAsync(new Filters(), null, false, cancellationToken),
                static container => new Candidate(container.Name, $"container  {container.Image}  {container.Status}")),
            CollectAsync(
                engine.Images.ListAsync(new Filters(), false, cancellationToken),
                static image => new Candidate(image.Reference ?? "", $"image  {ShortId.Of(image.Id)}")),
            CollectAsync(
                engine.Networks.ListAsync(new Filters(), cancellationToken),
                static network => new Candidate(network.Name, $"network  {network.Driver}")),
            VolumesAsync(engine, cancellationToken),
            CollectOfSwarmAsync(engine.Services.ListAsync(new Filters(), cancellationToken), static service => new Candidate(service.Name, $"service  {service.Replicas}  {service.Image}")),
            CollectOfSwarmAsync(engine.Nodes.ListAsync(new Filters(), cancellationToken), static node => new Candidate(node.Name, $"node  {node.Role}  {node.State}")),
            CollectOfSwarmAsync(engine.Secrets.ListAsync(new Filters(), cancellationToken), static secret => new Candidate(secret.Name, $"secret  {secret.Id}")),
            CollectOfSwarmAsync(engine.Configs.ListAsync(new Filters(), cancellationToken), static config => new Candidate(config.Name, $"config  {config.Id}"))).ConfigureAwait(false);
        return [.. types.SelectMany(static candidates => candidates)];
    }

    private static async Task<IReadOnlyList<Candidate>> VolumesAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        (IReadOnlyList<DockerVolumeSummary> volumes, _) = await engine.Volumes.ListAsync(new Filters(), cancellationToken).ConfigureAwait(false);
        return [.. volumes.Select(static volume => new Candidate(volume.Name, $"volume  {volume.Driver}"))];
    }

    private static async Task<IReadOnlyList<Candidate>> CollectOfSwarmAsync<T>(IAsyncEnumerable<T> items, Func<T, Candidate> name)
    {
        try
        {
            return await CollectAsync(items, name).ConfigureAwait(false);
        }
        catch (DockerException error) when (error is SwarmException or NotSupportedByEngineException)
        {
            return [];
        }
    }

    private static async Task<IReadOnlyList<Candidate>> CollectAsync<T>(IAsyncEnumerable<T> items, Func<T, Candidate> name)
    {
        List<Candidate> candidates = [];
        await foreach (T item in items.ConfigureAwait(false))
        {
            candidates.Add(name(item));
        }

        return candidates;
    }
}
