using System.Text.Json.Nodes;
using DockerPS.Engine.Requests.Services;
using DockerPS.Engine.Requests.Stacks;

namespace DockerPS.Engine.Api;

/// <summary>A service, network, secret or config, as the engine tells it.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Stack">The stack that it belongs to; empty where it belongs to none.</param>
/// <param name="Json">All of it.</param>
internal sealed record StackPart(ResourceKind Kind, string Id, string Name, string Stack, JsonObject Json)
{
    /// <summary>Its spec; of a network itself.</summary>
    public JsonObject Spec => Kind == ResourceKind.Network ? Json : Json["Spec"] as JsonObject ?? [];

    /// <summary>Its labels.</summary>
    public JsonObject Labels => Spec["Labels"] as JsonObject ?? [];

    public static StackPart Of(ResourceKind kind, JsonObject json)
    {
        var part = new StackPart(kind, SpecJson.Text(json, kind == ResourceKind.Network ? "Id" : "ID"), "", "", json);
        return part with { Name = SpecJson.Text(part.Spec, "Name"), Stack = SpecJson.Text(part.Labels, StackNames.NamespaceLabel) };
    }
}
