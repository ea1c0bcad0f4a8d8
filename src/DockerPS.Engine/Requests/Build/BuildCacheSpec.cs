using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests.Build;

/// <summary>Caches of a build: docker's --cache-from and --cache-to.</summary>
internal static class BuildCacheSpec
{
    /// <summary>The image whose cache is to be used: 'name:tag', or 'type=registry,ref=name:tag'.</summary>
    /// <exception cref="InvalidRequestException">It cannot be read, or the engine's builder has no such cache.</exception>
    public static string ParseSource(string text)
    {
        const string Form = "'name:tag' or 'type=registry,ref=name:tag'";
        Dictionary<string, string>? fields = FieldsOf(text, "CacheFrom", Form);
        if (fields is null)
        {
            return text;
        }

        return (fields.GetValueOrDefault("type", "registry"), fields.GetValueOrDefault("ref")) switch
        {
            ("registry", { Length: > 0 } image) => image,
            ("registry", _) => throw RequestText.Wrong("CacheFrom", text, "it has no ref", Form),
            var (type, _) => throw RequestText.Wrong("CacheFrom", text, $"the engine's own builder takes no cache of type {type}, only images", Form),
        };
    }

    /// <summary>Checks that the cache is to go into the image, which is all that the engine's own builder can.</summary>
    /// <exception cref="InvalidRequestException">It is to go elsewhere.</exception>
    public static void CheckTarget(string text)
    {
        const string Form = "'inline' or 'type=inline'";
        string type = FieldsOf(text, "CacheTo", Form) is { } fields ? fields.GetValueOrDefault("type", "registry") : text;
        if (type != "inline")
        {
            throw RequestText.Wrong("CacheTo", text, $"the engine's own builder writes its cache into the image only, not to {type}", Form);
        }
    }

    private static Dictionary<string, string>? FieldsOf(string text, string parameter, string form)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return CsvFields.Split(text)
                .Select(static field => RequestText.Cut(field, '='))
                .ToDictionary(static pair => pair.Before.Trim().ToLowerInvariant(), static pair => pair.After ?? "", StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw RequestText.Wrong(parameter, text, "its fields cannot be read", form);
        }
    }
}
