using System.Globalization;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Compose.Reading;

/// <summary>Durations of compose files, with the units w, d, h, m, s, ms, us and ns, and their canonical form 1h0m0s.</summary>
internal static partial class ComposeDuration
{
    private const string Form = "1m30s, 500ms or 1.5h, with the units w, d, h, m, s, ms, us and ns";

    /// <summary>Reads a duration.</summary>
    /// <exception cref="ComposeException">It is none.</exception>
    public static TimeSpan Read(ComposeNode node)
    {
        if (node is not ComposeScalar { Kind: ComposeScalarKind.String } scalar)
        {
            throw node is ComposeScalar { Kind: ComposeScalarKind.Integer } number ? node.Wrong($"{number.Text} has no unit", $"{number.Text}s") : node.Expected(Form);
        }

        return TryParse(scalar.Text, out TimeSpan duration) ? duration : throw node.IsNo("duration", Form);
    }

    /// <summary>Reads a duration; what is finer than 100 ns is cut.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        Match match = Pattern().Match(text);
        if (!match.Success)
        {
            return false;
        }

        try
        {
            decimal ticks = match.Groups["number"].Captures.Zip(match.Groups["unit"].Captures).Sum(static part =>
                decimal.Parse(part.First.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * TicksOf(part.Second.Value));
            duration = TimeSpan.FromTicks((long)(text[0] == '-' ? -ticks : ticks));
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>A duration as docker compose writes it: 1h0m0s, 1m30s, 1.5s, 500ms, 0s.</summary>
    public static string Write(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        string sign = duration < TimeSpan.Zero ? "-" : "";
        ulong ticks = (ulong)Math.Abs((decimal)duration.Ticks);
        if (ticks < TimeSpan.TicksPerSecond)
        {
            (ulong unit, string name) = ticks >= TimeSpan.TicksPerMillisecond ? ((ulong)TimeSpan.TicksPerMillisecond, "ms")
                : ticks >= TimeSpan.TicksPerMicrosecond ? ((ulong)TimeSpan.TicksPerMicrosecond, "\u00B5s")
                : (1, "00ns");
            return sign + Decimal(ticks, unit) + name;
        }

        ulong minutes = ticks / TimeSpan.TicksPerMinute;
        string seconds = Decimal(ticks % TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond) + "s";
        return minutes switch
        {
            0 => sign + seconds,
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{sign}{minutes}m{seconds}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{sign}{minutes / 60}h{minutes % 60}m{seconds}"),
        };
    }

    private static string Decimal(ulong ticks, ulong unit) => ((decimal)ticks / unit).ToString("0.#########", CultureInfo.InvariantCulture);

    private static decimal TicksOf(string unit) => unit switch
    {
        "w" => 7 * TimeSpan.TicksPerDay,
        "d" => TimeSpan.TicksPerDay,
        "h" => TimeSpan.TicksPerHour,
        "m" => TimeSpan.TicksPerMinute,
        "s" => TimeSpan.TicksPerSecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "ns" => 0.01m,
        _ => TimeSpan.TicksPerMicrosecond,
    };

    // Micro is written with u, the micro sign or the Greek letter; nothing else may be without a unit.
    [GeneratedRegex(
        @"\A[+-]?(?:0|(?:(?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ms|us|\u00B5s|\u03BCs|ns|w|d|h|m|s))+)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
