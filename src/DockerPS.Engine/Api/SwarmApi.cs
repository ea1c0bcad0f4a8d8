using System.Text.Json.Nodes;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>/swarm of one engine.</summary>
internal sealed class SwarmApi(EngineApi engine)
{
    private readonly SwarmCalls _calls = new(engine);

    /// <summary>GET /swarm, and GET /info for the engine's part in it.</summary>
    public async Task<DockerSwarm> InspectAsync(CancellationToken cancellationToken)
    {
        Task<SwarmInspection> swarm = ReadAsync(cancellationToken);
        Task<EngineInfo> info = engine.System.GetInfoAsync(cancellationToken);
        await Task.WhenAll(swarm, info).ConfigureAwait(false);
        return (await swarm.ConfigureAwait(false)).ToModel(engine.Connection, (await info.ConfigureAwait(false)).Swarm);
    }

    /// <summary>The tokens of GET /swarm, which let engines in.</summary>
    public async Task<(string Worker, string Manager)> GetTokensAsync(CancellationToken cancellationToken)
    {
        SwarmInspection swarm = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return (swarm.JoinTokens.Worker, swarm.JoinTokens.Manager);
    }

    /// <summary>POST /swarm/init. Returns the id of the engine's new node.</summary>
    public async Task<string> InitializeAsync(JsonObject body, CancellationToken cancellationToken)
    {
        string answer = await engine.Client.SendTextAsync(Request(HttpMethod.Post, "/init", JsonBody.Of(body)), cancellationToken).ConfigureAwait(false);
        return answer.Trim('"');
    }

    /// <summary>POST /swarm/join. The engine waits for 20 seconds, and goes on by itself after that.</summary>
    public Task JoinAsync(JsonObject body, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(Request(HttpMethod.Post, "/join", JsonBody.Of(body)), cancellationToken);

    /// <summary>POST /swarm/leave.</summary>
    public Task LeaveAsync(bool force, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(Request(HttpMethod.Post, "/leave", query: new QueryString().Add("force", force)), cancellationToken);

    /// <summary>POST /swarm/unlock.</summary>
    public Task UnlockAsync(string key, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(Request(HttpMethod.Post, "/unlock", JsonBody.Of(new JsonObject { ["UnlockKey"] = key })), cancellationToken);

    /// <summary>GET /swarm/unlockkey; empty where the swarm does not lock itself.</summary>
    public async Task<string> GetUnlockKeyAsync(CancellationToken cancellationToken) =>
        (await _calls.SendJsonAsync<UnlockKeyAnswer>(Request(HttpMethod.Get, "/unlockkey"), cancellationToken).ConfigureAwait(false)).UnlockKey;

    /// <summary>GET /swarm and POST /swarm/update, until nobody comes between.</summary>
    /// <param name="query">Which tokens and keys are made anew.</param>
    public VersionedUpdate Update(Action<QueryString>? query = null) => new(engine, ResourceKind.Swarm, "/swarm", "") { Query = query };

    /// <summary>GET /swarm and GET /nodes: how far the nodes are with a new root certificate.</summary>
    public async Task<RootRotationState> GetRootRotationAsync(CancellationToken cancellationToken)
    {
        SwarmInspection swarm = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var state = new RootRotationState { RootCertificate = swarm.TLSInfo.TrustRoot, IsInProgress = swarm.RootRotationInProgress };
        await foreach (NodeResource node in _calls.SendJsonArrayAsync<NodeResource>(
            new DockerRequest(HttpMethod.Get, "/nodes") { Resource = ResourceKind.Node }, cancellationToken).ConfigureAwait(false))
        {
            SwarmTls own = node.Description.TLSInfo;
            state.Add(
                node.Description.Hostname.Length > 0 ? node.Description.Hostname : node.ID,
                hasCertificate: own.CertIssuerPublicKey.AsSpan().SequenceEqual(swarm.TLSInfo.CertIssuerPublicKey)
                    && own.CertIssuerSubject.AsSpan().SequenceEqual(swarm.TLSInfo.CertIssuerSubject),
                hasRoot: own.TrustRoot == swarm.TLSInfo.TrustRoot);
        }

        return state;
    }

    private Task<SwarmInspection> ReadAsync(CancellationToken cancellationToken) =>
        _calls.SendJsonAsync<SwarmInspection>(Request(HttpMethod.Get, ""), cancellationToken);

    private static DockerRequest Request(HttpMethod method, string operation, Func<HttpContent>? content = null, QueryString? query = null) =>
        new(method, "/swarm" + operation, query)
        {
            Content = content,
            Resource = ResourceKind.Swarm,
            // The engine answers once its node is up, which takes it up to 20 seconds.
            ResponseTimeout = method == HttpMethod.Post ? Timeout.InfiniteTimeSpan : null,
        };
}
