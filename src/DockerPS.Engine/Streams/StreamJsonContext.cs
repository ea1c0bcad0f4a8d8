using System.Text.Json.Serialization;

namespace DockerPS.Engine.Streams;

/// <summary>The generated readers of what comes in streams.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(JsonMessage))]
internal sealed partial class StreamJsonContext : JsonSerializerContext;
