using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Configuration.Values;

/// <summary>docker's sizes of memory: 512m, 1.5g, 10kb, 10KiB, all with units of 1024, and a bare number as bytes.</summary>
internal static partial class SizeText
{
    private const string Units = "bkmgtp";

    private const string Forms = "Write it in bytes, or as 512m or 1.5g, with the units b, k, m, g, t and p of 1024.";

    /// <summary>Reads a size in bytes, never negative; a part of a byte is cut.</summary>
    /// <exception cref="FormatException">The text is no size; the message says what to write.</exception>
    public static long Parse(string text) =>
        TryParse(text, out long bytes, out string? error) ? bytes : throw new FormatException(error);

    /// <summary>As <see cref="Parse"/>, and -1 for no limit, which docker allows for memory with swap.</summary>
    public static long ParseOrUnlimited(string text) => text == "-1" ? -1 : Parse(text);

    /// <summary>As <see cref="Parse"/>, telling what is wrong in <paramref name="error"/>.</summary>
    public static bool TryParse(string? text, out long bytes, [NotNullWhen(false)] out string? error)
    {
        bytes = 0;
        error = null;
        Match match = Pattern().Match(text ?? "");
        if (!match.Success)
        {
            error = $"'{DisplayText.Of(text ?? "")}' is not a size. {Forms}";
            return false;
        }

        double size = double.Parse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        int power = match.Groups["unit"] is { Success: true } unit ? Units.IndexOf(char.ToLowerInvariant(unit.ValueSpan[0])) : 0;
        size *= Math.Pow(1024, power);
        if (size >= long.MaxValue)
        {
            error = $"'{DisplayText.Of(text!)}' is more than a size can be. {Forms}";
            return false;
        }

        bytes = (long)size;
        return true;
    }

    [GeneratedRegex(@"\A(?<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?) ?(?:(?<unit>[bB])|(?<unit>[kmgtpKMGTP])(?:[iI]?[bB])?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
