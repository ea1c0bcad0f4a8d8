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

    /// <summary>Reads by a reader that another parameter has too; its errors name this one.</summary>
    /// <param name="reader">The parameter that the reader names.</param>
    /// <param name="parameter">The parameter that was given.</param>
    /// <param name="read">Reads.</param>
    /// <exception cref="InvalidRequestException">It cannot be read.</exception>
    public static T Under<T>(string reader, string parameter, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidRequestException wrong) when (reader != parameter && wrong.Message.StartsWith($"-{reader} ", StringComparison.Ordinal))
        {
            throw new InvalidRequestException("Bad" + parameter, $"-{parameter}{wrong.Message[(reader.Length + 1)..]}");
        }
    }

    /// <summary>Cuts a text at the first separator; the second part is null where there is none.</summary>
    public static (string Before, string? After) Cut(string text, char separator)
    {
        int index = text.IndexOf(separator);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }
}
