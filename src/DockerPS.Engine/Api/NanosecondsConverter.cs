using System.Text.Json;
using System.Text.Json.Serialization;
using DockerPS.Engine.Requests;

namespace DockerPS.Engine.Api;

/// <summary>The engine's durations are whole nanoseconds.</summary>
internal sealed class NanosecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonValues.Duration(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(JsonValues.Nanoseconds(value));
}
