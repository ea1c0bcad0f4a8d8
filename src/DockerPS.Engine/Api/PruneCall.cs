using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>POST /containers/prune, /images/prune, /networks/prune, /volumes/prune and /build/prune, which differ in their path and in what else they take.</summary>
internal static class PruneCall
{
    /// <summary>Removes what is unused and fits the filters. The engine answers when it is done, however long that takes.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="path">The path, such as /containers/prune.</param>
    /// <param name="kind">What is removed.</param>
    /// <param name="filters">The engine's filters.</param>
    /// <param name="cancellationToken">Cancels the wait; the engine then stops after what it is removing.</param>
    /// <param name="query">What else the call takes.</param>
    public static async Task<PruneResult> SendAsync(
        EngineApi engine, string path, ResourceKind kind, Filters filters, CancellationToken cancellationToken, QueryString? query = null)
    {
        PruneAnswer answer = await engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Post, path, (query ?? new QueryString()).Add("filters", filters.ToQueryValue()))
            {
                Resource = kind,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
            },
            EngineJson.Of<PruneAnswer>(),
            cancellationToken).ConfigureAwait(false);
        return answer.ToModel(engine.Connection, kind);
    }
}
