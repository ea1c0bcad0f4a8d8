using System.Collections;

namespace DockerPS.Engine.Requests;

/// <summary>A container whose volumes another gets too: docker's --volumes-from.</summary>
internal static class VolumeSource
{
    private const string Form = "'name', 'name:ro', @{ name = 'ro' } or a container";

    /// <summary>Reads name[:mode], a table of name = mode, or a container.</summary>
    /// <exception cref="InvalidRequestException">The value cannot be read.</exception>
    public static IEnumerable<string> Parse(object? value) => value switch
    {
        string text => [ParseText(text)],
        Container container => [container.Id],
        IDictionary table when FieldTable.Has(table, "Id") && table["Id"] is string { Length: > 0 } id => [id],
        IDictionary table => table.Cast<DictionaryEntry>().Select(static pair => ParseText(
            RequestText.Of(pair.Key) + (RequestText.Of(pair.Value) is { Length: > 0 } mode ? ":" + mode : ""))),
        _ => throw RequestText.WrongType("VolumeFrom", value, Form),
    };

    private static string ParseText(string text)
    {
        (string name, string? mode) = RequestText.Cut(text, ':');
        return name.Length > 0 && mode is not "" ? text : throw RequestText.Wrong("VolumeFrom", text, "the container or the mode is missing", Form);
    }
}
