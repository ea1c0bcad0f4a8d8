using System.Globalization;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Requests;

/// <summary>What the readers of docker's little languages share: values as text, and one form of error.</summary>
internal static class RequestText
{
    /// <summary>A plain value as docker would be given it: numbers invariant, booleans true and false.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The error of a text that does not fit: the parameter, the text, why, and the form that is expected.</summary>
    public static InvalidRequestException Wrong(string parameter, object? given, string reason, string form) =>
        new("Bad" + parameter, $"-{parameter} '{DisplayText.Of(Of(given))}': {reason}. Write it as {form}.");

    /// <summary>The error of a value that is no text, number, table or known object.</summary>
    public static InvalidRequestException WrongType(string parameter, object? given, string form) =>
        new("Bad" + parameter, $"-{parameter} does not take a value of type {given?.GetType().Name ?? "null"}. Write it as {form}.");

    /// <summary>Cuts a text at the first separator; the second part is null where there is none.</summary>
    public static (string Before, string? After) Cut(string text, char separator)
    {
        int index = text.IndexOf(separator);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }
}
