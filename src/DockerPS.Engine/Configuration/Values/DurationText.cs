using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Configuration.Values;

/// <summary>docker's durations: 1m30s, 500ms, 1.5h as Go reads them, and a bare number as seconds.</summary>
internal static partial class DurationText
{
    private const string Forms = "Write it as 30 (seconds), 500ms or 1m30s, with the units h, m, s, ms, us and ns.";

    /// <summary>Reads a duration, which may be negative; what is finer than 100 ns is cut.</summary>
    /// <exception cref="FormatException">The text is no duration; the message says what to write.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out TimeSpan duration, out string? error) ? duration : throw new FormatException(error);

    /// <summary>As <see cref="Parse"/>, telling what is wrong in <paramref name="error"/>.</summary>
    public static bool TryParse(string? text, out TimeSpan duration, [NotNullWhen(false)] out string? error)
    {
        duration = default;
        string trimmed = (text ?? "").Trim();
        Match match = Pattern().Match(trimmed);
        if (!match.Success)
        {
            error = $"'{DisplayText.Of(trimmed)}' is not a duration. {Forms}";
            return false;
        }

        try
        {
            decimal ticks = match.Groups["seconds"] is { Success: true } seconds
                ? Number(seconds.Value) * TimeSpan.TicksPerSecond
                : match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures).Sum(part => Number(part.First.Value) * TicksOf(part.Second.Value));
            duration = TimeSpan.FromTicks((long)(trimmed[0] == '-' ? -ticks : ticks));
            error = null;
            return true;
        }
        catch (OverflowException)
        {
            error = $"'{DisplayText.Of(trimmed)}' is too long for a duration. {Forms}";
            return false;
        }
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static decimal TicksOf(string unit) => unit switch
    {
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "ns" => 0.01m,
        _ => TimeSpan.TicksPerMicrosecond,
    };

    // Micro is written with u, the micro sign or the Greek letter.
    [GeneratedRegex(
        @"\A[+-]?(?:(?<seconds>[0-9]+\.?[0-9]*|\.[0-9]+)|(?:(?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ms|us|\u00B5s|\u03BCs|ns|h|m|s))+)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
