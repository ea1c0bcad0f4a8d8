using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Streams;

namespace DockerPS.Engine.Api;

/// <summary>/images/get, /images/load and /images/create from an archive: images as files; and of what an image is made.</summary>
internal sealed partial class ImageApi
{
    private static readonly ApiVersion s_platform = new(1, 48);
    private static readonly ApiVersion s_platforms = new(1, 52);

    /// <summary>GET /images/get: images in one archive. A reference is in it with its tag, an id without any. The engine gathers all before it sends the first byte.
    /// An error that it meets later it writes into the archive: reading it to its end then is an <see cref="OperationFailedException"/>.</summary>
    /// <param name="names">References and ids.</param>
    /// <param name="platforms">Only these, os/architecture[/variant]; empty is all that are there.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NotSupportedByEngineException">The engine knows no platforms here.</exception>
    public async Task<DockerResponse> OpenSaveAsync(IReadOnlyList<string> names, IReadOnlyList<string> platforms, CancellationToken cancellationToken)
    {
        await RequirePlatformsAsync(platforms, cancellationToken).ConfigureAwait(false);
        var query = new QueryString();
        foreach (string name in names)
        {
            query.Add("names", name);
        }

        DockerResponse response = await engine.Client.SendAsync(
            new DockerRequest(HttpMethod.Get, "/images/get", AddPlatforms(query, platforms))
            {
                Resource = ResourceKind.Image,
                ResourceName = names.Count == 1 ? names[0] : null,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
            },
            cancellationToken).ConfigureAwait(false);
        return response.Through(static body => new SavedArchiveStream(body));
    }

    /// <summary>POST /images/load: takes the images out of an archive, plain or compressed; the progress as JSON messages.</summary>
    /// <param name="platforms">Only these, os/architecture[/variant]; empty is all that are there.</param>
    /// <param name="archive">Makes the body.</param>
    /// <param name="cancellationToken">Cancels the load.</param>
    /// <exception cref="NotSupportedByEngineException">The engine knows no platforms here.</exception>
    public async Task<DockerResponse> OpenLoadAsync(IReadOnlyList<string> platforms, Func<HttpContent> archive, CancellationToken cancellationToken)
    {
        await RequirePlatformsAsync(platforms, cancellationToken).ConfigureAwait(false);
        return await engine.Client.SendAsync(
            new DockerRequest(HttpMethod.Post, "/images/load", AddPlatforms(new QueryString().Add("quiet", "0"), platforms))
            {
                Content = archive,
                Resource = ResourceKind.Image,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>POST /images/create from an archive of files: the progress as JSON messages, the last of them the id.</summary>
    /// <param name="url">Where the engine fetches the archive; null where it is sent.</param>
    /// <param name="query">The name, the message, the platform and what is changed.</param>
    /// <param name="archive">Makes the body; null with a URL.</param>
    /// <param name="cancellationToken">Cancels the import.</param>
    public Task<DockerResponse> OpenImportAsync(string? url, QueryString query, Func<HttpContent>? archive, CancellationToken cancellationToken) =>
        engine.Client.SendAsync(
            new DockerRequest(HttpMethod.Post, "/images/create", query.Add("fromSrc", url ?? "-"))
            {
                Content = archive,
                Resource = ResourceKind.Image,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
            },
            cancellationToken);

    /// <summary>GET /images/{name}/history: of what an image is made, the newest first.</summary>
    /// <param name="nameOrId">The image.</param>
    /// <param name="platform">Which of an image's platforms, os/architecture[/variant]; null is the engine's own.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="NotSupportedByEngineException">The engine knows no platforms here.</exception>
    public async Task<List<ImageHistoryItem>> HistoryAsync(string nameOrId, string? platform, CancellationToken cancellationToken)
    {
        await RequirePlatformsAsync(platform is null ? [] : [platform], cancellationToken).ConfigureAwait(false);
        List<ImageHistoryItem> items = [];
        DockerRequest request = Request(
            HttpMethod.Get, nameOrId, "/history", new QueryString().Add("platform", platform is null ? null : PlatformSpec.ToJson(platform)));
        await foreach (ImageHistoryItem item in engine.Client.SendJsonArrayAsync(request, EngineJson.Of<ImageHistoryItem>(), cancellationToken).ConfigureAwait(false))
        {
            items.Add(item);
        }

        return items;
    }

    private async Task RequirePlatformsAsync(IReadOnlyList<string> platforms, CancellationToken cancellationToken)
    {
        if (platforms.Count > 0)
        {
            await engine.RequireAsync(
                platforms.Count > 1 ? s_platforms : s_platform, platforms.Count > 1 ? "More than one -Platform" : "-Platform", cancellationToken).ConfigureAwait(false);
        }
    }

    private static QueryString AddPlatforms(QueryString query, IReadOnlyList<string> platforms)
    {
        foreach (string platform in platforms)
        {
            query.Add("platform", PlatformSpec.ToJson(platform));
        }

        return query;
    }
}
