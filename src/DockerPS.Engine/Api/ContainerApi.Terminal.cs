using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;

namespace DockerPS.Engine.Api;

internal sealed partial class ContainerApi
{
    /// <summary>POST /containers/{id}/resize: the size of its terminal.</summary>
    public Task ResizeAsync(string id, TerminalSize size, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            Request(HttpMethod.Post, id, "/resize", new QueryString().Add("h", size.Rows).Add("w", size.Columns)), cancellationToken);
}
