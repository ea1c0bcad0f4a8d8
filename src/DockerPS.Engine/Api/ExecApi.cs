using System.Text.Json.Nodes;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;

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
    /// <param name="execId">The command.</param>
    /// <param name="tty">True where it was made with a terminal.</param>
    /// <param name="size">The terminal's size from the first moment on, for engines that know it (API 1.42); null says nothing.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public Task<HijackedConnection> StartAsync(string execId, bool tty, TerminalSize? size, CancellationToken cancellationToken) =>
        engine.Client.HijackAsync(StartRequest(execId, detach: false, tty, size), cancellationToken);

    /// <summary>POST /exec/{id}/start, detached.</summary>
    public Task StartDetachedAsync(string execId, bool tty, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(StartRequest(execId, detach: true, tty, null), cancellationToken);

    /// <summary>GET /exec/{id}/json.</summary>
    public Task<ExecInspection> InspectAsync(string execId, CancellationToken cancellationToken) =>
        engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Get, "/exec/" + DockerRequest.Escape(execId) + "/json") { Resource = ResourceKind.Exec, ResourceName = execId },
            EngineJson.Of<ExecInspection>(),
            cancellationToken);

    /// <summary>POST /exec/{id}/resize: the size of its terminal.</summary>
    public Task ResizeAsync(string execId, TerminalSize size, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            new DockerRequest(
                HttpMethod.Post,
                "/exec/" + DockerRequest.Escape(execId) + "/resize",
                new QueryString().Add("h", size.Rows).Add("w", size.Columns))
            {
                Resource = ResourceKind.Exec,
                ResourceName = execId,
            },
            cancellationToken);

    private static DockerRequest StartRequest(string execId, bool detach, bool tty, TerminalSize? size)
    {
        var body = new JsonObject { ["Detach"] = detach, ["Tty"] = tty };
        if (size is { } known)
        {
            body["ConsoleSize"] = known.ToJson();
        }

        return new DockerRequest(HttpMethod.Post, "/exec/" + DockerRequest.Escape(execId) + "/start")
        {
            Content = JsonBody.Of(body),
            Resource = ResourceKind.Exec,
            ResourceName = execId,
        };
    }
}
