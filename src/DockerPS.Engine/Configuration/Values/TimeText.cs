using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DockerPS.Engine.Configuration.Values;

/// <summary>docker's points in time: a duration back from now (10m), seconds since 1970 with a fraction, or RFC 3339 and its shorter forms.</summary>
internal static partial class TimeText
{
    private const string Forms = "Write it as a duration back from now (10m, 1h30m), a time (2024-05-01T12:00:00Z, or 2024-05-01 12:00 in local time), or seconds since 1970.";

    private static readonly string[] s_forms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HHK",
        "yyyy-MM-ddK",
    ];

    /// <summary>Reads a point in time. Without a zone it is local; what is finer than 100 ns is cut.</summary>
    /// <param name="text">The text.</param>
    /// <param name="now">What durations count back from.</param>
    /// <param name="time">The time, kind Local.</param>
    /// <param name="error">What is wrong, and what to write.</param>
    public static bool TryParse(string? text, DateTime now, out DateTime time, [NotNullWhen(false)] out string? error)
    {
        time = default;
        error = null;
        string trimmed = (text ?? "").Trim();
        try
        {
            if (decimal.TryParse(trimmed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds))
            {
                time = OfUnix(seconds);
                return true;
            }

            if (DurationText.TryParse(trimmed, out TimeSpan back, out _))
            {
                time = now - back;
                return true;
            }
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            error = $"'{DisplayText.Of(trimmed)}' is too far away for a time. {Forms}";
            return false;
        }

        string plain = FinerThanTicks().Replace(trimmed, "$1");
        if (plain.Length > 10 && plain[10] is ' ' or 't')
        {
            plain = string.Concat(plain.AsSpan(0, 10), "T", plain.AsSpan(11));
        }

        if (DateTimeOffset.TryParseExact(plain, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset exact))
        {
            time = exact.LocalDateTime;
            return true;
        }

        error = $"'{DisplayText.Of(trimmed)}' is not a time. {Forms}";
        return false;
    }

    /// <summary>Seconds since 1970, kind Local.</summary>
    /// <exception cref="OverflowException">The time is out of the calendar.</exception>
    public static DateTime OfUnix(decimal seconds)
    {
        long ticks = decimal.ToInt64(decimal.Truncate(seconds * TimeSpan.TicksPerSecond));
        return DateTime.UnixEpoch.AddTicks(ticks).ToLocalTime();
    }

    /// <summary>As the engine takes it: seconds since 1970 and nanoseconds.</summary>
    public static string ToUnix(DateTime time)
    {
        long ticks = time.ToUniversalTime().Ticks - DateTime.UnixEpoch.Ticks;
        (long seconds, long rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        if (rest < 0)
        {
            seconds--;
            rest += TimeSpan.TicksPerSecond;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{seconds}.{rest:0000000}00");
    }

    [GeneratedRegex(@"(\.[0-9]{7})[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex FinerThanTicks();
}
