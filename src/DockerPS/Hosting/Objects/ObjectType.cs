using DockerPS.Engine.Api;

namespace DockerPS.Hosting.Objects;

/// <summary>A type of objects that docker inspect knows.</summary>
internal abstract class ObjectType(string name)
{
    /// <summary>docker's word for it: container, image, ...</summary>
    public string Name { get; } = name;

    /// <summary>True for what only a swarm's managers know.</summary>
    public bool IsOfSwarm { get; private init; }

    /// <summary>Makes the search for one command, which remembers what it has learnt of engines.</summary>
    public abstract IObjectSearch CreateSearch(bool size, CancellationToken cancellationToken);

    /// <summary>True for an object that is of this type or belongs to one, and tells its id.</summary>
    public abstract bool IsOf(DockerObject item);

    /// <summary>Inspects what such an object is of, as it is now.</summary>
    public abstract Task<DockerObject> RefreshAsync(EngineApi engine, DockerObject item, bool size, CancellationToken cancellationToken);

    /// <summary>A type by what finds its names and what inspects them.</summary>
    /// <param name="name">docker's word for it.</param>
    /// <param name="resolver">Makes what finds names.</param>
    /// <param name="inspect">Inspects what was found; the flag asks for sizes, where the type has them.</param>
    /// <param name="ofObject">What an object is of, on its engine; null where it is of another type.</param>
    public static ObjectType Of<T>(
        string name,
        Func<CancellationToken, INameResolver<T>> resolver,
        Func<T, bool, CancellationToken, Task<DockerObject>> inspect,
        Func<EngineApi, DockerObject, T?> ofObject)
        where T : class, IActionTarget => new TypeOf<T>(name, resolver, inspect, ofObject);

    /// <summary>A type of a swarm's objects.</summary>
    /// <param name="name">docker's word for it.</param>
    /// <param name="resolver">Makes what finds names.</param>
    /// <param name="inspect">Inspects the one with an id.</param>
    public static ObjectType OfSwarm<T, TNoun>(
        string name, Func<CancellationToken, INameResolver<ResolvedSwarmObject<T>>> resolver, Func<EngineApi, string, CancellationToken, Task<DockerObject>> inspect)
        where T : TNoun
        where TNoun : DockerSwarmObject => new TypeOf<ResolvedSwarmObject<DockerSwarmObject>>(
            name,
            stop => new WideSwarmResolver<T>(resolver(stop)),
            (found, _, stop) => inspect(found.Engine, found.Id, stop),
            static (engine, item) => item is TNoun noun ? new ResolvedSwarmObject<DockerSwarmObject>(engine, noun, item) : null)
        {
            IsOfSwarm = true,
        };

    private sealed class TypeOf<T>(
        string name,
        Func<CancellationToken, INameResolver<T>> resolver,
        Func<T, bool, CancellationToken, Task<DockerObject>> inspect,
        Func<EngineApi, DockerObject, T?> ofObject) : ObjectType(name)
        where T : class, IActionTarget
    {
        public override IObjectSearch CreateSearch(bool size, CancellationToken cancellationToken) =>
            new Search(resolver(cancellationToken), found => inspect(found, size, cancellationToken));

        public override bool IsOf(DockerObject item) => ofObject(new EngineApi(item.Connection), item) is not null;

        public override Task<DockerObject> RefreshAsync(EngineApi engine, DockerObject item, bool size, CancellationToken cancellationToken) =>
            inspect(ofObject(engine, item)!, size, cancellationToken);

        private sealed class Search(INameResolver<T> resolver, Func<T, Task<DockerObject>> inspect) : IObjectSearch
        {
            public async Task<Resolution<DockerObject>> FindAsync(EngineApi engine, string name)
            {
                Resolution<T> resolution = await resolver.ResolveAsync([engine], name).ConfigureAwait(false);
                return new(await Task.WhenAll(resolution.Found.Select(inspect)).ConfigureAwait(false), resolution.Errors);
            }
        }
    }
}
