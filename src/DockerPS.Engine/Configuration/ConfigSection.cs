using System.Text.Json;

namespace DockerPS.Engine.Configuration;

/// <summary>A JSON object of one of docker's own files, read as Go reads it: names without regard to case, null as absent.
/// Errors name the file and the key, never the value, which may be a secret.</summary>
internal sealed class ConfigSection
{
    private readonly string _source;
    private readonly string _path;
    private readonly JsonElement _element;

    private ConfigSection(string source, string path, JsonElement element)
    {
        _source = source;
        _path = path;
        _element = element;
    }

    /// <summary>Reads a JSON object; nothing but blanks is an empty one.</summary>
    /// <param name="content">UTF-8, with or without byte order mark.</param>
    /// <param name="source">What the content is, for messages: a file's path in quotes, or a variable's name.</param>
    /// <param name="file">The file, for the exception; null where it is none.</param>
    public static ConfigSection Parse(ReadOnlyMemory<byte> content, string source, string? file)
    {
        ReadOnlyMemory<byte> json = WithoutMark(content);
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            json = "{}"u8.ToArray();
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement.Clone();
            EnsureTexts(root);
            return root.ValueKind == JsonValueKind.Object
                ? new ConfigSection(source, "", root)
                : throw new DockerConfigurationException($"{source} is not a JSON object. Correct it, or move it away.") { File = file, Line = 1 };
        }
        catch (InvalidOperationException)
        {
            throw new DockerConfigurationException($"{source} is not valid UTF-8 text. Save it as UTF-8, or move it away.") { File = file };
        }
        catch (JsonException exception)
        {
            // The parser's own message may quote what it met.
            long line = (exception.LineNumber ?? 0) + 1;
            throw new DockerConfigurationException(
                $"{source} is not valid JSON: line {line}, position {(exception.BytePositionInLine ?? 0) + 1}. Correct it, or move it away.")
            {
                File = file,
                Line = (int)line,
            };
        }
    }

    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> content) =>
        content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;

    /// <summary>The text of a key; null where it is absent.</summary>
    public string? Text(string key) => Find(key) is not { } value
        ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw WrongKind(key, "a text");

    /// <summary>The truth of a key; false where it is absent.</summary>
    public bool Flag(string key) => Find(key) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw WrongKind(key, "true or false"),
    };

    /// <summary>The object of a key; null where it is absent.</summary>
    public ConfigSection? Section(string key) => Find(key) is not { } value
        ? null
        : value.ValueKind == JsonValueKind.Object ? new ConfigSection(_source, PathOf(key), value) : throw WrongKind(key, "an object");

    /// <summary>The texts of a list; empty where it is absent.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Find(key) is not { } value)
        {
            return [];
        }

        bool isList = value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
        return isList ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : throw WrongKind(key, "a list of texts");
    }

    /// <summary>The texts of a map by their names, as they are written; empty where it is absent.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string key) => Section(key)?.Texts() ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The texts of this map by their names.</summary>
    public IReadOnlyDictionary<string, string> Texts()
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        foreach (string name in Names)
        {
            map[name] = Exact(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw WrongKind(name, "a text");
        }

        return map;
    }

    /// <summary>The names of this map, as they are written.</summary>
    public IEnumerable<string> Names => _element.EnumerateObject().Select(property => property.Name).Distinct(StringComparer.Ordinal);

    /// <summary>The object under a name of this map, which is compared exactly; null where it is absent.</summary>
    public ConfigSection? Entry(string name) => Exact(name) is not { } value
        ? null
        : value.ValueKind == JsonValueKind.Object ? new ConfigSection(_source, PathOf(name), value) : throw WrongKind(name, "an object");

    /// <summary>An error about a key of this object.</summary>
    public DockerConfigurationException Error(string key, string problem) => new($"'{DisplayText.Of(PathOf(key))}' in {_source} {problem}");

    /// <summary>Reads every text once: a document is parsed without a look at its UTF-8, and fails at the first use.</summary>
    private static void EnsureTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    EnsureTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    EnsureTexts(property.Value);
                }

                break;
        }
    }

    private DockerConfigurationException WrongKind(string key, string expected) => Error(key, $"is not {expected}. Correct it, or take it out.");

    private JsonElement? Exact(string name) =>
        _element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement? Find(string key)
    {
        JsonElement? found = null;
        foreach (JsonProperty property in _element.EnumerateObject())
        {
            if (property.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                found = property.Value.ValueKind == JsonValueKind.Null ? null : property.Value;
            }
        }

        return found;
    }

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";
}
