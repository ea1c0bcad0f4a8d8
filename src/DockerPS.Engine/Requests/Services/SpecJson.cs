using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

/// <summary>Reads and writes fields of a raw spec; what is not touched stays as the engine gave it, known here or not.</summary>
internal static class SpecJson
{
    /// <summary>The object in a field, which is made where there is none.</summary>
    public static JsonObject Child(JsonObject owner, string field)
    {
        if (owner[field] is not JsonObject child)
        {
            owner[field] = child = [];
        }

        return child;
    }

    /// <summary>Sets a field that was given.</summary>
    public static void Set(JsonObject owner, string field, JsonNode? value)
    {
        if (value is not null)
        {
            owner[field] = value;
        }
    }

    /// <summary>The texts of a list; empty where there is none.</summary>
    public static List<string> Texts(JsonObject owner, string field) =>
        owner[field] is JsonArray list ? [.. list.Select(static item => (string?)item ?? "")] : [];

    /// <summary>The objects of a list; empty where there is none.</summary>
    public static List<JsonObject> Objects(JsonObject owner, string field) =>
        owner[field] is JsonArray list ? [.. list.OfType<JsonObject>()] : [];

    /// <summary>Replaces a list of texts; an empty one is none.</summary>
    public static void SetTexts(JsonObject owner, string field, IReadOnlyList<string> texts) =>
        SetList(owner, field, [.. texts.Select(static text => (JsonNode?)text)]);

    /// <summary>Replaces a list of objects; an empty one is none.</summary>
    public static void SetObjects(JsonObject owner, string field, IReadOnlyList<JsonObject> objects) =>
        SetList(owner, field, [.. objects.Select(static item => item.DeepClone())]);

    /// <summary>A duration in the engine's unit; null where there is none.</summary>
    public static JsonNode? Time(TimeSpan? duration) => duration is { } given ? JsonValues.Nanoseconds(given) : null;

    /// <summary>The text in a field; empty where there is none.</summary>
    public static string Text(JsonObject owner, string field) => (string?)owner[field] ?? "";

    /// <summary>The number in a field; 0 where there is none.</summary>
    public static long Number(JsonObject owner, string field) => owner[field] is not JsonValue value ? 0
        : value.TryGetValue(out long number) ? number
        : value.TryGetValue(out int small) ? small
        : 0;

    private static void SetList(JsonObject owner, string field, JsonNode?[] items)
    {
        if (items.Length == 0)
        {
            owner.Remove(field);
        }
        else
        {
            owner[field] = new JsonArray(items);
        }
    }
}
