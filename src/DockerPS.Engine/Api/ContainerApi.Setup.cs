using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>What a new container gets between its making and its start.</summary>
internal sealed partial class ContainerApi
{
    /// <summary>POST /networks/{id}/connect.</summary>
    /// <param name="id">The container.</param>
    /// <param name="network">The network's name or id.</param>
    /// <param name="endpoint">EndpointConfig.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public Task ConnectAsync(string id, string network, JsonObject endpoint, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            new DockerRequest(HttpMethod.Post, $"/networks/{DockerRequest.Escape(network)}/connect")
            {
                Content = JsonBody.Of(new JsonObject { ["Container"] = id, ["EndpointConfig"] = endpoint }),
                Resource = ResourceKind.Network,
                ResourceName = network,
            },
            cancellationToken);

    /// <summary>PUT /containers/{id}/archive: unpacks a small archive at the root.</summary>
    public Task UnpackAsync(string id, byte[] archive, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            new DockerRequest(HttpMethod.Put, $"/containers/{DockerRequest.Escape(id)}/archive", new QueryString().Add("path", "/"))
            {
                Content = () => new ByteArrayContent(archive) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } },
                Resource = ResourceKind.Container,
                ResourceName = id,
            },
            cancellationToken);
}
