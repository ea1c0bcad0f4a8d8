using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>GET /system/df: what an engine's objects occupy. The engine counts it anew, however long that takes.</summary>
internal static class DiskUsageCall
{
    private static readonly ApiVersion s_type = new(1, 42);
    private static readonly ApiVersion s_verbose = new(1, 52);

    /// <summary>Asks for one type of objects. Before API 1.42 the engine counts all of them for that, too; from 1.52 on it lists them when asked to.</summary>
    /// <typeparam name="T">The part of the answer that is read.</typeparam>
    /// <param name="engine">The engine.</param>
    /// <param name="type">image, container, volume or build-cache.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static async Task<T> SendAsync<T>(EngineApi engine, string type, CancellationToken cancellationToken)
    {
        ApiVersion version = (await engine.Client.IdentifyAsync(cancellationToken).ConfigureAwait(false)).ApiVersion;
        QueryString query = new QueryString().Add("type", version < s_type ? null : type).Add("verbose", version >= s_verbose);
        return await engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Get, "/system/df", query) { ResponseTimeout = Timeout.InfiniteTimeSpan },
            EngineJson.Of<T>(),
            cancellationToken).ConfigureAwait(false);
    }
}
