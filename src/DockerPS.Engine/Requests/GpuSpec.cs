using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests;

/// <summary>GPUs for a container: docker's --gpus. Reads a number, all, docker's fields, and tables of them or of the engine's fields.</summary>
internal sealed class GpuSpec
{
    private const string Parameter = "Gpu";

    private const string Form =
        "all, a number, 'device=0', '\"device=0,2\"', 'driver=nvidia,count=2,\"capabilities=compute,utility\"' or a hashtable of Driver, Count, Device, Capability and Option";

    private const string Capability = "gpu";

    private const int All = -1;

    private readonly string _given;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly JsonObject _options = [];
    private string _driver = "";
    private int? _count;
    private string[]? _devices;
    private string[] _capabilities = [];

    private GpuSpec(string given) => _given = given;

    /// <summary>Reads what a parameter was given.</summary>
    /// <exception cref="InvalidRequestException">A value cannot be read.</exception>
    public static IEnumerable<JsonObject> ParseAll(IEnumerable<object?> values) => UnquotedFields.Join(
        values,
        static text => UnquotedFields.KeyOf(text) ?? (TryCount(text, out _) ? "count" : null),
        static (key, before) => before.Contains(key)).Select(Parse);

    /// <summary>Reads one request of HostConfig.DeviceRequests.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static JsonObject Parse(object? value)
    {
        switch (value)
        {
            case string text:
                var request = new GpuSpec(text);
                request.ReadText(text);
                return request.ToJson();
            case sbyte or byte or short or ushort or int or uint or long or ulong:
                return Parse(RequestText.Of(value));
            case IDictionary table:
                var fields = new GpuSpec("@{...}");
                foreach (DictionaryEntry entry in table)
                {
                    fields.Set(RequestText.Of(entry.Key).ToLowerInvariant(), Texts(entry.Value));
                }

                return fields.ToJson();
            default:
                throw RequestText.WrongType(Parameter, value, Form);
        }
    }

    private void ReadText(string text)
    {
        foreach (string field in Split(text))
        {
            (string key, string? value) = RequestText.Cut(field, '=');
            if (value is null)
            {
                Set("count", [field]);
            }
            else
            {
                Set(key, key == "options" ? Split(value) : value.Split(','));
            }
        }
    }

    private void Set(string key, IReadOnlyList<string> values)
    {
        string name = key switch
        {
            "devices" or "deviceids" => "device",
            "capability" => "capabilities",
            "option" => "options",
            _ => key,
        };
        if (!_seen.Add(name))
        {
            throw Wrong($"'{name}' is given twice");
        }

        switch (name)
        {
            case "driver":
                _driver = string.Join(',', values);
                break;
            case "count":
                _count = Count(string.Join(',', values));
                break;
            case "device":
                _devices = [.. values];
                break;
            case "capabilities":
                _capabilities = [.. values.Where(static value => value is not (Capability or ""))];
                break;
            case "options":
                foreach (string option in values)
                {
                    (string label, string? content) = RequestText.Cut(option, '=');
                    _options[label] = content ?? "";
                }

                break;
            default:
                throw Wrong($"'{key}' is not an option of GPUs");
        }
    }

    private JsonObject ToJson()
    {
        if (_count is not null && _devices is not null)
        {
            throw Wrong("GPUs are counted or named, not both");
        }

        return new JsonObject
        {
            ["Driver"] = _driver,
            ["Count"] = _count ?? (_devices is null ? 1 : 0),
            ["DeviceIDs"] = _devices is null ? null : Array(_devices),
            ["Capabilities"] = new JsonArray(Array([.. _capabilities, Capability])),
            ["Options"] = _options,
        };
    }

    private int Count(string text) => TryCount(text, out int count) ? count : throw Wrong($"'{text}' is neither all nor a number");

    private static bool TryCount(string text, out int count)
    {
        bool all = text.Equals("all", StringComparison.OrdinalIgnoreCase);
        count = All;
        return all || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out count);
    }

    private List<string> Split(string text)
    {
        try
        {
            return CsvFields.Split(text);
        }
        catch (FormatException exception)
        {
            throw Wrong(exception.Message);
        }
    }

    /// <summary>A value of a table, one of them or a list; a list in a list, as the engine has its capabilities, is taken apart.</summary>
    private static List<string> Texts(object? value) => value switch
    {
        null => [],
        IDictionary pairs => [.. pairs.Cast<DictionaryEntry>().Select(static pair => $"{RequestText.Of(pair.Key)}={RequestText.Of(pair.Value)}")],
        IEnumerable list and not string => [.. list.Cast<object?>().SelectMany(Texts)],
        _ => [RequestText.Of(value)],
    };

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    private InvalidRequestException Wrong(string reason) => RequestText.Wrong(Parameter, _given, reason, Form);
}
