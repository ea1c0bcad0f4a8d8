namespace DockerPS.Engine.Api;

/// <summary>One kind of a swarm's objects on a manager, as far as names have to be found.</summary>
internal interface ISwarmObjects<T>
    where T : DockerSwarmObject
{
    /// <summary>Those that fit the filters.</summary>
    IAsyncEnumerable<T> ListAsync(Filters filters, CancellationToken cancellationToken);

    /// <summary>One by full id, name or unique id prefix, in the engine's own order.</summary>
    Task<T> FindAsync(string nameOrId, CancellationToken cancellationToken);
}
