namespace DockerPS.Engine.Streams;

/// <summary>
/// Reads the timestamp that the engine puts before each log entry (timestamps=1): RFC 3339 with up to nine digits of a
/// second, then a blank. What is finer than 100 ns is cut off.
/// </summary>
internal sealed class LogTimestamp
{
    // Every zone's offset changes at a quarter of an hour of UTC, so one conversion serves all lines of a quarter.
    private const long Quarter = 15 * TimeSpan.TicksPerMinute;

    private long _quarterStart = -1;
    private DateTime _quarterStartLocal;

    /// <summary>Reads the timestamp at the begin of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="timestamp">The time, kind Local.</param>
    /// <param name="length">The length of the timestamp with its blank: where the text begins.</param>
    /// <returns>False where the line has none.</returns>
    public bool TryRead(ReadOnlySpan<byte> line, out DateTime timestamp, out int length)
    {
        timestamp = default;
        if (!TryReadUtc(line, out long ticks, out length))
            return false;

        long start = ticks - ticks % Quarter;
        if (start != _quarterStart)
        {
            _quarterStart = start;
            _quarterStartLocal = new DateTime(start, DateTimeKind.Utc).ToLocalTime();
        }

        timestamp = _quarterStartLocal.AddTicks(ticks - start);
        return true;
    }

    private static bool TryReadUtc(ReadOnlySpan<byte> line, out long ticks, out int length)
    {
        ticks = 0;
        length = 0;
        if (line.Length < 20 || line[4] != '-' || line[7] != '-' || line[10] != 'T' || line[13] != ':' || line[16] != ':')
            return false;

        int year = Number(line, 0, 4), month = Number(line, 5, 2), day = Number(line, 8, 2);
        int hour = Number(line, 11, 2), minute = Number(line, 14, 2), second = Number(line, 17, 2);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        ticks = new DateTime(year, month, day).Ticks
            + (hour * 3600L + minute * 60 + second) * TimeSpan.TicksPerSecond;
        int at = 19;
        if (!TryAddFraction(line, ref at, ref ticks) || !TryAddZone(line, ref at, ref ticks))
            return false;

        if (at < line.Length && line[at++] != ' ')
            return false;

        length = at;
        return ticks > TimeSpan.TicksPerDay && ticks < DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay;
    }

    private static bool TryAddFraction(ReadOnlySpan<byte> line, ref int at, ref long ticks)
    {
        if (line[at] != '.')
            return true;

        int first = ++at;
        long unit = TimeSpan.TicksPerSecond;
        for (; at < line.Length && (uint)(line[at] - '0') <= 9; at++)
        {
            unit /= 10;
            ticks += unit * (line[at] - '0');
        }

        return at > first && at < line.Length;
    }

    private static bool TryAddZone(ReadOnlySpan<byte> line, ref int at, ref long ticks)
    {
        byte zone = line[at];
        if (zone == 'Z')
        {
            at++;
            return true;
        }

        if (zone is not ((byte)'+' or (byte)'-') || line.Length < at + 6 || line[at + 3] != ':')
            return false;

        int hours = Number(line, at + 1, 2), minutes = Number(line, at + 4, 2);
        if (hours is < 0 or > 23 || minutes is < 0 or > 59)
            return false;

        long offset = (hours * 60L + minutes) * TimeSpan.TicksPerMinute;
        ticks += zone == '+' ? -offset : offset;
        at += 6;
        return true;
    }

    private static int Number(ReadOnlySpan<byte> text, int start, int count)
    {
        int number = 0;
        foreach (byte b in text.Slice(start, count))
        {
            int digit = b - '0';
            if ((uint)digit > 9)
                return -1;

            number = number * 10 + digit;
        }

        return number;
    }
}
