using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace DockerPS.Engine.Api;

/// <summary>How the engine's JSON is read: null stands for empty, so that lists can be counted and texts compared.</summary>
internal static class EngineJson
{
    private static readonly JsonSerializerOptions s_options = new(EngineJsonContext.Default.Options)
    {
        TypeInfoResolver = EngineJsonContext.Default.WithAddedModifier(IgnoreNulls),
        MaxDepth = 64,
    };

    /// <summary>The compiled reader of a type.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)s_options.GetTypeInfo(typeof(T));

    private static void IgnoreNulls(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.Set is { } set && !property.PropertyType.IsValueType && !property.IsExtensionData)
            {
                property.Set = (owner, value) =>
                {
                    if (value is not null)
                    {
                        set(owner, value);
                    }
                };
            }
        }
    }
}
