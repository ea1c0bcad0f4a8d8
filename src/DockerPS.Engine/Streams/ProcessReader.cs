using System.Globalization;
using System.Text.RegularExpressions;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Streams;

/// <summary>Reads what ps said, column by column. What a column means is told by its title only.</summary>
internal static partial class ProcessReader
{
    private static readonly HashSet<string> s_typed = new(StringComparer.OrdinalIgnoreCase)
    {
        "USER", "UID", "PID", "PPID", "%CPU", "%MEM", "RSS", "VSZ", "STAT", "S", "STIME", "START", "STARTED", "ELAPSED", "TTY", "TT", "TIME", "CMD", "COMMAND",
        "Private Working Set",
    };

    /// <summary>True where the column has a property of <see cref="ContainerProcess"/>.</summary>
    public static bool IsTyped(string title) => s_typed.Contains(title);

    /// <summary>The processes of a container.</summary>
    public static IEnumerable<ContainerProcess> Read(ProcessTable table, DockerConnection connection, string id, string name)
    {
        string[] titles = Unique(table.Titles);
        return table.Processes.Select(row => Read(ColumnsOf(titles, row), connection, id, name));
    }

    /// <summary>Reads ps' times ([[days-]hours:]minutes:seconds) and those of Go (1m2.5s). Null for anything else.</summary>
    public static TimeSpan? ReadTime(string? text)
    {
        Match match = PsTime().Match(text ?? "");
        if (!match.Success)
        {
            return DurationText.TryParse(text, out TimeSpan duration, out _) ? duration : null;
        }

        // A process may run for a hundred days and more, and use more than 24 hours without a day being written.
        double seconds = (Part("days") * 86400) + (Part("hours") * 3600) + (Part("minutes") * 60) + Part("seconds");
        return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;

        double Part(string part) =>
            match.Groups[part] is { Success: true } found ? double.Parse(found.Value, CultureInfo.InvariantCulture) : 0;
    }

    private static ContainerProcess Read(StringMap columns, DockerConnection connection, string id, string name)
    {
        // The four columns of Windows; its CPU is a time.
        bool windows = columns.ContainsKey("Private Working Set");
        return new ContainerProcess
        {
            Connection = connection,
            Container = name,
            ContainerId = id,
            HostPid = (int?)Whole(Text("PID")),
            HostParentPid = (int?)Whole(Text("PPID")),
            User = Text("USER", "UID"),
            CpuPercent = Real(Text("%CPU")),
            MemoryPercent = Real(Text("%MEM")),
            MemoryUsage = windows ? Size(Text("Private Working Set")) : Kibibytes(Text("RSS")),
            VirtualSize = Kibibytes(Text("VSZ")),
            State = Text("STAT", "S"),
            Started = Text("STIME", "START", "STARTED"),
            Elapsed = ReadTime(Text("ELAPSED")),
            Tty = Text("TTY", "TT"),
            CpuTime = ReadTime(Text(windows ? "CPU" : "TIME")),
            Command = windows ? Text("Name") : Text("CMD", "COMMAND"),
            Columns = columns,
        };

        string? Text(params string[] titles) => Array.Find(titles, columns.ContainsKey) is { } title ? columns[title] : null;
    }

    private static StringMap ColumnsOf(string[] titles, List<string> row)
    {
        var columns = new StringMap();
        for (int i = 0; i < titles.Length && i < row.Count; i++)
        {
            // The last column takes the rest: a command has blanks in it.
            columns[titles[i]] = i == titles.Length - 1 ? string.Join(' ', row.Skip(i)) : row[i];
        }

        return columns;
    }

    /// <summary>ps gives two columns the same title where it is asked to: comm and args are both COMMAND.</summary>
    private static string[] Unique(List<string> titles)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return [.. titles.Select(title =>
        {
            int count = seen[title] = seen.GetValueOrDefault(title) + 1;
            return count == 1 ? title : title + count.ToString(CultureInfo.InvariantCulture);
        })];
    }

    private static long? Whole(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static double? Real(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static long? Kibibytes(string? text) => Whole(text) is long number and < long.MaxValue / 1024 ? number * 1024 : null;

    /// <summary>A size in powers of 1000, as the engine writes that of Windows: 1.266MB.</summary>
    private static long? Size(string? text)
    {
        Match match = DecimalSize().Match(text ?? "");
        if (!match.Success)
        {
            return null;
        }

        int power = "BkMGTP".IndexOf(match.Groups["unit"].Value[0], StringComparison.Ordinal);
        return (long)Math.Round(double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * Math.Pow(1000, power));
    }

    [GeneratedRegex(@"\A(?:(?:(?<days>\d{1,7})-)?(?<hours>\d{1,9}):)?(?<minutes>\d{1,9}):(?<seconds>\d{1,3}(?:\.\d{1,7})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex PsTime();

    [GeneratedRegex(@"\A(?<number>\d{1,6}(?:\.\d{1,9})?) ?(?<unit>B|kB|MB|GB|TB|PB)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalSize();
}
