using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

/// <summary>Parameters that take docker's "name=value" texts and PowerShell's hashtables alike: -Environment, -Label, -BuildArgument, -AddHost ...</summary>
internal static class KeyValueText
{
    /// <summary>Each as "name=value" (with the given separator), or as it was written where it is a text.</summary>
    /// <param name="values">Texts and dictionaries, mixed as the user likes; null is empty.</param>
    /// <param name="separator">What stands between name and value.</param>
    /// <param name="parameter">The parameter, for messages.</param>
    /// <exception cref="InvalidRequestException">A value is neither, or a name is empty.</exception>
    public static IEnumerable<string> Of(IEnumerable<object?>? values, string separator, string parameter)
    {
        foreach (object? value in values ?? [])
        {
            switch (Bare.Of(value))
            {
                case IDictionary table:
                    foreach (DictionaryEntry entry in table)
                    {
                        yield return Named(ValueText.Of(entry.Key), parameter) + (entry.Value is null ? "" : separator + ValueText.Of(entry.Value));
                    }

                    break;
                case string text:
                    yield return Named(text, parameter);
                    break;
                case PSCustomObject when value is PSObject bag:
                    foreach (PSPropertyInfo property in bag.Properties)
                    {
                        yield return Named(property.Name, parameter) + separator + ValueText.Of(property.Value);
                    }

                    break;
                case object other:
                    throw new InvalidRequestException("BadParameter", $"{parameter} takes texts ('name{separator}value') and hashtables (@{{ name = 'value' }}), not {other.GetType().Name}.");
            }
        }
    }

    /// <summary>The same as a JSON object; a name without a value has the empty one, as docker has it, and of several the last wins.</summary>
    public static JsonObject ToJson(IEnumerable<object?>? values, string parameter) => ToJson(Of(values, "=", parameter));

    /// <summary>Texts name=value as a JSON object, by the same rules.</summary>
    public static JsonObject ToJson(IEnumerable<string> texts)
    {
        var pairs = new JsonObject();
        foreach (string text in texts)
        {
            (string name, string? value) = RequestText.Cut(text, '=');
            pairs[name] = value ?? "";
        }

        return pairs;
    }

    private static string Named(string text, string parameter) => text.Length > 0 && text[0] != '='
        ? text
        : throw new InvalidRequestException("BadParameter", $"{parameter}: '{text}' has no name.");
}
