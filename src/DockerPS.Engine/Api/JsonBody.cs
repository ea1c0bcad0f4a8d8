using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Api;

/// <summary>A JSON request body, made anew for each attempt.</summary>
internal static class JsonBody
{
    public static Func<HttpContent> Of(JsonObject body) => Of(Encoding.UTF8.GetBytes(body.ToJsonString()));

    /// <summary>An object with its bytes as Data, in base64, which no text in between holds: it may be a secret.</summary>
    /// <param name="body">The other fields.</param>
    /// <param name="data">The bytes; null leaves the field out.</param>
    public static Func<HttpContent> WithData(JsonObject body, ReadOnlyMemory<byte>? data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach ((string name, JsonNode? value) in body)
            {
                writer.WritePropertyName(name);
                if (value is null)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    value.WriteTo(writer);
                }
            }

            if (data is { } bytes)
            {
                writer.WriteBase64String("Data", bytes.Span);
            }

            writer.WriteEndObject();
        }

        return Of(buffer.WrittenSpan.ToArray());
    }

    private static Func<HttpContent> Of(byte[] bytes) =>
        () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
