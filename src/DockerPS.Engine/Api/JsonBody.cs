using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Api;

/// <summary>A JSON request body, made anew for each attempt.</summary>
internal static class JsonBody
{
    public static Func<HttpContent> Of(JsonObject body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        return () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
