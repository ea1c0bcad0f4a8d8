using System.Runtime.CompilerServices;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>/images and /build of one engine.</summary>
internal sealed partial class ImageApi(EngineApi engine)
{
    public const string RegistryAuthHeader = "X-Registry-Auth";

    public const string RegistryConfigHeader = "X-Registry-Config";

    // Since then the list counts what images share.
    private static readonly ApiVersion s_sharedSize = new(1, 42);

    /// <summary>GET /images/json: one model for each reference.</summary>
    public IAsyncEnumerable<ImageSummary> ListAsync(Filters filters, bool all, CancellationToken cancellationToken) =>
        ListAsync(filters, all, withSharedSize: false, withManifests: false, cancellationToken);

    /// <summary>GET /images/json: one model for each reference.</summary>
    /// <param name="filters">The engine's filters.</param>
    /// <param name="all">Also images without a reference that others are built upon.</param>
    /// <param name="withSharedSize">Also count what they share with others (API 1.42).</param>
    /// <param name="withManifests">Also what there is of them for each platform (API 1.47).</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async IAsyncEnumerable<ImageSummary> ListAsync(
        Filters filters, bool all, bool withSharedSize, bool withManifests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        QueryString query = new QueryString().Add("all", all).Add("filters", filters.ToQueryValue())
            .Add("shared-size", withSharedSize).Add("manifests", withManifests);
        await foreach (ImageListItem item in engine.Client.SendJsonArrayAsync(
            new DockerRequest(HttpMethod.Get, "/images/json", query), EngineJson.Of<ImageListItem>(), cancellationToken).ConfigureAwait(false))
        {
            foreach (ImageSummary image in item.ToModels(engine.Connection))
            {
                yield return image;
            }
        }
    }

    /// <summary>GET /images/{name}/json.</summary>
    /// <param name="nameOrId">A reference, an id or a unique id prefix.</param>
    /// <param name="reference">The reference that the result carries; null where it was asked for by id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <param name="digest">The digest that the result carries; null is that of the reference.</param>
    /// <param name="platform">The JSON of the platform that is inspected (API 1.49); null is the engine's own.</param>
    /// <param name="withManifests">Also what there is of it for each platform (API 1.48).</param>
    public async Task<ImageDetail> InspectAsync(
        string nameOrId, string? reference, CancellationToken cancellationToken, string? digest = null, string? platform = null, bool withManifests = false)
    {
        ImageInspection inspection = await ReadAsync(nameOrId, platform, withManifests, cancellationToken).ConfigureAwait(false);
        return inspection.ToModel(engine.Connection, reference, digest);
    }

    /// <summary>GET /images/{name}/json of one image: one model for each of its references, as a list has them.</summary>
    public async Task<List<ImageSummary>> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        ImageInspection inspection = await ReadAsync(nameOrId, platform: null, withManifests: false, cancellationToken).ConfigureAwait(false);
        return [.. inspection.ToSummaries(engine.Connection)];
    }

    /// <summary>GET /images/{name}/json with manifests (API 1.48): those that the image store has; none where the store keeps none.</summary>
    /// <param name="nameOrId">A reference or an id.</param>
    /// <param name="reference">The reference that the results carry; null where it was asked for by id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<ImageManifest>> ListManifestsAsync(string nameOrId, string? reference, CancellationToken cancellationToken)
    {
        ImageManifestList image = await engine.Client.SendJsonAsync(
            Request(HttpMethod.Get, nameOrId, "/json", new QueryString().Add("manifests", true)), EngineJson.Of<ImageManifestList>(), cancellationToken).ConfigureAwait(false);
        return ImageManifestItem.ToModels(image.Manifests, engine.Connection, reference);
    }

    /// <summary>GET /images/json as the engine tells it: one element for each image, with all its references.</summary>
    /// <param name="all">Also images without a reference that others are built upon.</param>
    /// <param name="withSharedSize">Also count what they share with others (API 1.42).</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<ImageListItem>> ListStoredAsync(bool all, bool withSharedSize, CancellationToken cancellationToken)
    {
        List<ImageListItem> items = [];
        await foreach (ImageListItem item in engine.Client.SendJsonArrayAsync(
            new DockerRequest(HttpMethod.Get, "/images/json", new QueryString().Add("all", all).Add("shared-size", withSharedSize))
            {
                ResponseTimeout = withSharedSize ? Timeout.InfiniteTimeSpan : null,
            },
            EngineJson.Of<ImageListItem>(),
            cancellationToken).ConfigureAwait(false))
        {
            items.Add(item);
        }

        return items;
    }

    /// <summary>The bytes that each image alone has, by its id: what its removal frees. Intermediate images are not among them.
    /// The engine counts them anew; before API 1.42 by GET /system/df, with its containers and volumes, however long that takes.</summary>
    public async Task<Dictionary<string, long>> MeasureAsync(CancellationToken cancellationToken)
    {
        ApiVersion version = (await engine.Client.IdentifyAsync(cancellationToken).ConfigureAwait(false)).ApiVersion;
        IReadOnlyList<ImageListItem> images = version >= s_sharedSize
            ? await ListStoredAsync(all: false, withSharedSize: true, cancellationToken).ConfigureAwait(false)
            : (await DiskUsageCall.SendAsync<ImageDiskUsage>(engine, "image", cancellationToken).ConfigureAwait(false)).Images;
        return images.DistinctBy(static image => image.Id).ToDictionary(
            static image => image.Id, static image => Math.Max(image.Size - Math.Max(image.SharedSize, 0), 0), StringComparer.Ordinal);
    }

    /// <summary>POST /images/prune.</summary>
    /// <param name="filters">The engine's filters.</param>
    /// <param name="cancellationToken">Cancels the wait; the engine then stops after what it is removing.</param>
    public Task<PruneResult> PruneAsync(Filters filters, CancellationToken cancellationToken) =>
        PruneCall.SendAsync(engine, "/images/prune", ResourceKind.Image, filters, cancellationToken);

    /// <summary>POST /images/{name}/tag.</summary>
    public Task TagAsync(string source, string repository, string tag, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            Request(HttpMethod.Post, source, "/tag", new QueryString().Add("repo", repository).Add("tag", tag)), cancellationToken);

    /// <summary>POST /commit: makes an image of a container's files. The engine answers when the image is whole, however long that takes.</summary>
    /// <param name="container">The container.</param>
    /// <param name="query">The name of the image, its author and message, and what is changed.</param>
    /// <param name="cancellationToken">Cancels the commit.</param>
    /// <returns>The id of the image.</returns>
    public async Task<string> CommitAsync(string container, QueryString query, CancellationToken cancellationToken)
    {
        CommittedImage image = await engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Post, "/commit", query.Add("container", container))
            {
                Resource = ResourceKind.Container,
                ResourceName = container,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
            },
            EngineJson.Of<CommittedImage>(),
            cancellationToken).ConfigureAwait(false);
        return image.Id;
    }

    /// <summary>DELETE /images/{name}: what was untagged and deleted, in the engine's order.</summary>
    /// <param name="nameOrId">A reference, which is taken away, or an id.</param>
    /// <param name="force">Also where stopped containers or other references need it.</param>
    /// <param name="noPrune">Keep untagged images that it was built upon.</param>
    /// <param name="platforms">Only what there is for these, each the JSON of a platform (API 1.50); none is the whole.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public Task<List<RemovedImage>> RemoveAsync(
        string nameOrId, bool force, bool noPrune, IEnumerable<string> platforms, CancellationToken cancellationToken)
    {
        QueryString query = new QueryString().Add("force", force).Add("noprune", noPrune);
        foreach (string platform in platforms)
        {
            query.Add("platforms", platform);
        }

        return engine.Client.SendJsonAsync(Request(HttpMethod.Delete, nameOrId, "", query), EngineJson.Of<List<RemovedImage>>(), cancellationToken);
    }

    /// <summary>POST /images/create from a registry: the progress as JSON messages.</summary>
    /// <param name="repository">The repository, without tag and digest.</param>
    /// <param name="tag">The tag or the digest; null for all tags.</param>
    /// <param name="platform">os[/architecture[/variant]]; null is the engine's own.</param>
    /// <param name="auth">The value of X-Registry-Auth; null where there are no credentials.</param>
    /// <param name="cancellationToken">Cancels the pull.</param>
    public Task<DockerResponse> OpenPullAsync(string repository, string? tag, string? platform, string? auth, CancellationToken cancellationToken) =>
        engine.Client.SendAsync(
            new DockerRequest(
                HttpMethod.Post,
                "/images/create",
                new QueryString().Add("fromImage", repository).Add("tag", tag).Add("platform", platform))
            {
                Resource = ResourceKind.Image,
                ResourceName = repository,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
                Headers = auth is null ? [] : [new(RegistryAuthHeader, auth)],
            },
            cancellationToken);

    /// <summary>POST /images/{name}/push: the progress as JSON messages.</summary>
    /// <param name="repository">The repository, without tag.</param>
    /// <param name="tag">The tag; null for all tags.</param>
    /// <param name="platform">The one platform to push, as JSON of an OCI platform (API 1.46); null is what the image has.</param>
    /// <param name="auth">The value of X-Registry-Auth, needed even without credentials.</param>
    /// <param name="cancellationToken">Cancels the push.</param>
    public Task<DockerResponse> OpenPushAsync(string repository, string? tag, string? platform, string auth, CancellationToken cancellationToken) =>
        engine.Client.SendAsync(
            new DockerRequest(
                HttpMethod.Post,
                "/images/" + DockerRequest.Escape(repository) + "/push",
                new QueryString().Add("tag", tag).Add("platform", platform))
            {
                Resource = ResourceKind.Image,
                ResourceName = repository,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
                Headers = [new(RegistryAuthHeader, auth)],
            },
            cancellationToken);

    /// <summary>POST /build: the log as JSON messages.</summary>
    /// <param name="query">The build's parameters.</param>
    /// <param name="context">Makes the tar of the context; null with the remote parameter.</param>
    /// <param name="registryConfig">The value of X-Registry-Config; null where no base image needs credentials.</param>
    /// <param name="cancellationToken">Cancels the build: the engine stops when the connection closes.</param>
    public Task<DockerResponse> OpenBuildAsync(
        QueryString query, Func<HttpContent>? context, string? registryConfig, CancellationToken cancellationToken) =>
        engine.Client.SendAsync(
            new DockerRequest(HttpMethod.Post, "/build", query)
            {
                Content = context,
                Resource = ResourceKind.Image,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
                Headers = registryConfig is null ? [] : [new(RegistryConfigHeader, registryConfig)],
            },
            cancellationToken);

    /// <summary>POST /build/cancel: ends a build of BuildKit that is under way. One that has ended already is no error.</summary>
    public Task CancelBuildAsync(string buildId, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            new DockerRequest(HttpMethod.Post, "/build/cancel", new QueryString().Add("id", buildId)) { Resource = ResourceKind.Image }, cancellationToken);

    private Task<ImageInspection> ReadAsync(string nameOrId, string? platform, bool withManifests, CancellationToken cancellationToken) =>
        engine.Client.SendJsonAsync(
            Request(HttpMethod.Get, nameOrId, "/json", new QueryString().Add("platform", platform).Add("manifests", withManifests)),
            EngineJson.Of<ImageInspection>(),
            cancellationToken);

    private static DockerRequest Request(HttpMethod method, string name, string operation, QueryString? query = null) =>
        new(method, "/images/" + DockerRequest.Escape(name) + operation, query) { Resource = ResourceKind.Image, ResourceName = name };
}
