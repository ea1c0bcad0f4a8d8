using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Stacks;

/// <summary>Writes fields as docker does: what has no value is left out.</summary>
internal static class StackJson
{
    /// <summary>Sets a text that is not empty.</summary>
    public static void SetText(JsonObject owner, string field, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            owner[field] = text;
        }
    }

    /// <summary>Sets a switch that is on.</summary>
    public static void SetTrue(JsonObject owner, string field, bool? value)
    {
        if (value == true)
        {
            owner[field] = true;
        }
    }

    /// <summary>Sets a number that is given and not 0.</summary>
    public static void SetNumber(JsonObject owner, string field, long? number)
    {
        if (number is { } given and not 0)
        {
            owner[field] = given;
        }
    }

    /// <summary>Sets a duration that is given, in nanoseconds.</summary>
    public static void SetTime(JsonObject owner, string field, TimeSpan? duration)
    {
        if (duration is { } given)
        {
            owner[field] = JsonValues.Nanoseconds(given);
        }
    }

    /// <summary>Sets a list that has members.</summary>
    public static void SetTexts(JsonObject owner, string field, IReadOnlyList<string>? texts)
    {
        if (texts is { Count: > 0 })
        {
            owner[field] = Texts(texts);
        }
    }

    /// <summary>A list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    /// <summary>A list of objects.</summary>
    public static JsonArray Objects(IEnumerable<JsonObject> items) => new([.. items]);

    /// <summary>A table of texts.</summary>
    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var json = new JsonObject();
        foreach ((string name, string value) in pairs)
        {
            json[name] = value;
        }

        return json;
    }
}
