using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Requests;

/// <summary>A number for one device of the engine's machine: docker's --blkio-weight-device, --device-read-bps and their like.</summary>
internal sealed class DeviceLimit
{
    private const int LeastWeight = 10;
    private const int MostWeight = 1000;

    private readonly string _parameter;
    private readonly string _field;
    private readonly string _form;
    private readonly Func<string, string?> _why;
    private readonly Func<string, JsonNode> _number;

    private DeviceLimit(string parameter, string field, string example, Func<string, string?> why, Func<string, JsonNode> number)
    {
        _parameter = parameter;
        _field = field;
        _form = $"'/dev/sda:{example}' or @{{ '/dev/sda' = '{example}' }}";
        _why = why;
        _number = number;
    }

    /// <summary>Bytes a second.</summary>
    public static DeviceLimit Bytes(string parameter) => new(
        parameter,
        "Rate",
        "1mb",
        static text => SizeText.TryParse(text, out _, out string? error) ? null : error.TrimEnd('.'),
        static text => SizeText.TryParse(text, out long bytes, out _) ? bytes : 0);

    /// <summary>Operations a second.</summary>
    public static DeviceLimit Operations(string parameter) => new(
        parameter,
        "Rate",
        "1000",
        static text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : $"'{text}' is not a whole number",
        static text => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>A weight of 10 to 1000; 0 is none.</summary>
    public static DeviceLimit Weight(string parameter) => new(
        parameter,
        "Weight",
        "300",
        static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int weight) && weight is 0 or (>= LeastWeight and <= MostWeight)
            ? null
            : $"'{text}' is not a weight, 10 to 1000, or 0 for none",
        static text => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>Reads a text, a table of device = number, or a table of Path and the number's name.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public IEnumerable<JsonObject> Parse(object? value) => value switch
    {
        string text => [ParseText(text)],
        IDictionary table when FieldTable.Has(table, "Path") => [OfFields(table)],
        IDictionary table => table.Cast<DictionaryEntry>().Select(pair => Of(RequestText.Of(pair.Key), RequestText.Of(pair.Value), $"{RequestText.Of(pair.Key)}:{RequestText.Of(pair.Value)}")),
        _ => throw RequestText.WrongType(_parameter, value, _form),
    };

    private JsonObject OfFields(IDictionary table)
    {
        var fields = new FieldTable(table, _parameter, $"@{{ Path = '/dev/sda'; {_field} = 100 }}");
        string path = fields.Need("Path");
        string number = fields.Need(_field);
        fields.Finish();
        return Of(path, number, $"{path}:{number}");
    }

    private JsonObject ParseText(string text)
    {
        (string path, string? number) = RequestText.Cut(text, ':');
        return Of(path, number ?? throw RequestText.Wrong(_parameter, text, "there is no colon", _form), text);
    }

    private JsonObject Of(string path, string number, string given)
    {
        string? reason = path.StartsWith("/dev/", StringComparison.Ordinal) ? _why(number) : "the device does not begin with /dev/";
        return reason is null
            ? new JsonObject { ["Path"] = path, [_field] = _number(number) }
            : throw RequestText.Wrong(_parameter, given, reason, _form);
    }
}
