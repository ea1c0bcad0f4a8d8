using System.Text.Json.Nodes;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>Commands in running containers: /containers/{id}/exec and /exec of one engine.</summary>
internal sealed class ExecApi(EngineApi engine)
{
    /// <summary>POST /containers/{id}/exec: prepares a command. Returns its id.</summary>
    public async Task<string> CreateAsync(string containerId, JsonObject body, CancellationToken cancellationToken)
    {
        CreatedExec created = await engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Post, "/containers/" + DockerRequest.Escape(containerId) + "/exec")
            {
                Content = JsonBody.Of(body),
                Resource = ResourceKind.Container,
                ResourceName = containerId,
            },
            EngineJson.Of<CreatedExec>(),
            cancellationToken).ConfigureAwait(false);
        return created.Id;
    }

    /// <summary>POST /exec/{id}/start, attached: the command's streams, both ways.</summary>
    public Task<HijackedConnection> StartAsync(string execId, bool tty, CancellationToken cancellationToken) =>
        engine.Client.HijackAsync(StartRequest(execId, detach: false, tty), cancellationToken);

    /// <summary>POST /exec/{id}/start, detached.</summary>
    public Task StartDetachedAsync(string execId, bool tty, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(StartRequest(execId, detach: true, tty), cancellationToken);

    /// <summary>GET /exec/{id}/json.</summary>
    public Task<ExecInspection> InspectAsync(string execId, CancellationToken cancellationToken) =>
        engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Get, "/exec/" + DockerRequest.Escape(execId) + "/json") { Resource = ResourceKind.Exec, ResourceName = execId },
            EngineJson.Of<ExecInspection>(),
            cancellationToken);

    private static DockerRequest StartRequest(string execId, bool detach, bool tty) =>
        new(HttpMethod.Post, "/exec/" + DockerRequest.Escape(execId) + "/start")
        {
            Content = JsonBody.Of(new JsonObject { ["Detach"] = detach, ["Tty"] = tty }),
            Resource = ResourceKind.Exec,
            ResourceName = execId,
        };
}
