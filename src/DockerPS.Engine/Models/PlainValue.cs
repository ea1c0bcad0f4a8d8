using System.Text.Json;

namespace DockerPS;

/// <summary>Turns JSON into plain .NET values: scripts compare, sort and export them, which a JsonElement does not do.</summary>
internal static class PlainValue
{
    public static FieldMap FromFields(Dictionary<string, JsonElement>? fields)
    {
        var plain = new FieldMap();
        foreach ((string name, JsonElement value) in fields ?? [])
        {
            plain[name] = From(value);
        }

        return plain;
    }

    public static object? From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        // Without the cast both become double, and 746 reads 746.0 in JSON.
        JsonValueKind.Number => element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(From).ToArray(),
        JsonValueKind.Object => FromObject(element),
        _ => null,
    };

    private static FieldMap FromObject(JsonElement element)
    {
        // Not ToDictionary: JSON from a foreign engine may name a field twice.
        var fields = new FieldMap();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            fields[property.Name] = From(property.Value);
        }

        return fields;
    }
}
