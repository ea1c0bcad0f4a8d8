using System.Globalization;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Requests;

/// <summary>Hardware addresses, in the forms that docker reads.</summary>
internal static partial class MacAddress
{
    private const string Form = "92:d0:c6:0a:29:33";

    /// <summary>Reads 6, 8 or 20 bytes, written 92:d0:c6:0a:29:33, 92-d0-c6-0a-29-33 or 92d0.c60a.2933.</summary>
    /// <returns>With colons, in small letters, as the engine shows it.</returns>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static string Parse(string parameter, string text)
    {
        string trimmed = text.Trim();
        string digits = Pairs().IsMatch(trimmed) ? trimmed.Replace(":", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
            : Quads().IsMatch(trimmed) ? trimmed.Replace(".", "", StringComparison.Ordinal)
            : "";
        return (digits.Length / 2) is 6 or 8 or 20
            ? string.Join(':', digits.Chunk(2).Select(static pair => new string(pair))).ToLower(CultureInfo.InvariantCulture)
            : throw RequestText.Wrong(parameter, text, "it is not a MAC address", Form);
    }

    [GeneratedRegex(@"\A[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2})+|(?:-[0-9A-Fa-f]{2})+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pairs();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4})+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Quads();
}
