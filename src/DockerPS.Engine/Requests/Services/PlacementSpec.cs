using System.Collections;
using System.Text.Json.Nodes;

namespace DockerPS.Engine.Requests.Services;

/// <summary>Where tasks may run: docker's --constraint and --placement-pref.</summary>
internal static class PlacementSpec
{
    private const string ConstraintForm = "'node.role==manager', 'node.labels.disk!=slow' or @{ 'node.labels.disk' = 'ssd' }";

    private const string PreferenceForm = "'spread=node.labels.zone', 'node.labels.zone' or @{ Spread = 'node.labels.zone' }";

    private const string Spread = "spread";

    /// <summary>Reads constraints: texts, or tables of what must be equal.</summary>
    /// <exception cref="InvalidRequestException">A value cannot be read.</exception>
    public static IEnumerable<string> Constraints(string parameter, IEnumerable<object?> values) => values.SelectMany(value => value switch
    {
        string text => text.Contains("==", StringComparison.Ordinal) || text.Contains("!=", StringComparison.Ordinal)
            ? (IEnumerable<string>)[text]
            : throw RequestText.Wrong(parameter, text, "there is neither == nor != in it", ConstraintForm),
        IDictionary table => table.Cast<DictionaryEntry>().Select(static pair => $"{RequestText.Of(pair.Key)}=={RequestText.Of(pair.Value)}"),
        _ => throw RequestText.WrongType(parameter, value, ConstraintForm),
    });

    /// <summary>Reads preferences: what tasks are spread over evenly.</summary>
    /// <returns>The descriptors, such as node.labels.zone.</returns>
    /// <exception cref="InvalidRequestException">A value cannot be read.</exception>
    public static IEnumerable<string> Preferences(string parameter, IEnumerable<object?> values) => values.SelectMany(value => value switch
    {
        string text => (IEnumerable<string>)[Preference(parameter, text)],
        IDictionary table => table.Cast<DictionaryEntry>().Select(pair => Preference(parameter, $"{RequestText.Of(pair.Key)}={RequestText.Of(pair.Value)}")),
        _ => throw RequestText.WrongType(parameter, value, PreferenceForm),
    });

    /// <summary>A preference as it stands in Placement.Preferences.</summary>
    public static JsonObject ToJson(string descriptor) => new() { ["Spread"] = new JsonObject { ["SpreadDescriptor"] = descriptor } };

    /// <summary>The descriptor of one of Placement.Preferences; null where it is of a kind that is not known here.</summary>
    public static string? DescriptorOf(JsonObject preference) =>
        preference["Spread"] is JsonObject spread ? SpecJson.Text(spread, "SpreadDescriptor") : null;

    private static string Preference(string parameter, string text)
    {
        (string strategy, string? descriptor) = RequestText.Cut(text, '=');
        if (descriptor is null)
        {
            return text.Length > 0 ? text : throw RequestText.Wrong(parameter, text, "it is empty", PreferenceForm);
        }

        return strategy.Equals(Spread, StringComparison.OrdinalIgnoreCase)
            ? descriptor
            : throw RequestText.Wrong(parameter, text, $"'{strategy}' is not a strategy; there is spread only", PreferenceForm);
    }
}
