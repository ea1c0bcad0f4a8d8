using System.Net.Http.Headers;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>GET /version, /info and /events, POST /auth.</summary>
internal sealed class SystemApi(EngineApi engine)
{
    public async Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken)
    {
        EngineVersion version = await engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Get, "/version"), EngineJson.Of<EngineVersion>(), cancellationToken).ConfigureAwait(false);
        version.Connection = engine.Connection;
        return version;
    }

    public async Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        EngineInfo info = await engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Get, "/info"), EngineJson.Of<EngineInfo>(), cancellationToken).ConfigureAwait(false);
        info.Connection = engine.Connection;
        return info;
    }

    /// <summary>POST /auth: lets the engine log in to a registry, to see whether the credentials are right.</summary>
    public Task<AuthAnswer> AuthenticateAsync(RegistryAuth auth, CancellationToken cancellationToken)
    {
        byte[] body = auth.ToJson();
        return engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Post, "/auth")
            {
                Content = () => new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
                Resource = ResourceKind.Registry,
                ResourceName = auth.ServerAddress,
            },
            EngineJson.Of<AuthAnswer>(),
            cancellationToken);
    }

    /// <summary>Opens the stream of events; the answer's head comes once the engine has subscribed, so nothing after it is missed.</summary>
    public Task<DockerResponse> OpenEventsAsync(Filters filters, CancellationToken cancellationToken) =>
        engine.Client.SendAsync(
            new DockerRequest(HttpMethod.Get, "/events", new QueryString().Add("filters", filters.ToQueryValue())) { ResponseTimeout = Timeout.InfiniteTimeSpan },
            cancellationToken);
}
