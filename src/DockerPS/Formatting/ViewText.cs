using System.Collections;
using System.Globalization;
using DockerPS.Engine;

namespace DockerPS;

/// <summary>How the module's views write values. Data stays full and exact; only views shorten it.</summary>
public static class ViewText
{
    private const int FullIdLength = 64;

    private static readonly string[] s_everyAddress = ["0.0.0.0:", "[::]:"];
    private static readonly string[] s_units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>The first 12 digits of an id, without its algorithm.</summary>
    public static string ShortId(string? id) => DockerPS.ShortId.Of(id ?? "");

    /// <summary>Ids and names joined by commas, the full ids shortened.</summary>
    /// <param name="ids">A list, or what a job or CLIXML has made of it.</param>
    public static string ShortIds(object? ids) =>
        string.Join(", ", (ids is IEnumerable list and not string ? list.Cast<object?>() : [ids])
            .Select(static id => Clean(id))
            .Select(static id => IsFullId(id) ? ShortId(id) : id));

    /// <summary>A volume's name, that of an anonymous one cut to its first 12 digits: whole it would leave no room for other columns.</summary>
    public static string VolumeName(object? name)
    {
        string text = Clean(name);
        return IsFullId(text) ? ShortId(text) + "\u2026" : text;
    }

    /// <summary>Bytes as docker writes them, in powers of 1000 with three digits: 1.23MB. Empty for null and for what was not counted (below 0).</summary>
    public static string Size(long? bytes)
    {
        if (bytes is not >= 0)
        {
            return "";
        }

        double value = bytes.Value;
        int unit = 0;
        while (value >= 1000 && unit < s_units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return value.ToString("G3", CultureInfo.InvariantCulture) + s_units[unit];
    }

    /// <summary>How long ago a time was, as docker writes it: 5 minutes ago. Empty for null.</summary>
    public static string Age(DateTime? time)
    {
        if (time is not { } known)
        {
            return "";
        }

        TimeSpan age = DateTime.Now - known;
        return age switch
        {
            { TotalSeconds: < 2 } => "just now",
            { TotalSeconds: < 120 } => Ago(age.TotalSeconds, "seconds"),
            { TotalMinutes: < 120 } => Ago(age.TotalMinutes, "minutes"),
            { TotalHours: < 48 } => Ago(age.TotalHours, "hours"),
            { TotalDays: < 14 } => Ago(age.TotalDays, "days"),
            { TotalDays: < 60 } => Ago(age.TotalDays / 7, "weeks"),
            { TotalDays: < 730 } => Ago(age.TotalDays / 30, "months"),
            _ => Ago(age.TotalDays / 365, "years"),
        };
    }

    /// <summary>A text without control characters: what comes from an engine must not steer the terminal.</summary>
    public static string Clean(object? value) => ControlCharacters.Replace(value?.ToString() ?? "").ReplaceLineEndings(" ");

    /// <summary>Ports, short enough for a column: those published at every address once and without it, 8080->80/tcp.</summary>
    /// <param name="ports">Port mappings, or what a job or CLIXML has made of them, which keeps only their text.</param>
    public static string Ports(object? ports) =>
        ports is IEnumerable list and not string
            ? string.Join(", ", list.Cast<object?>().Select(port => WithoutEveryAddress(Clean(port))).Distinct())
            : WithoutEveryAddress(Clean(ports));

    private static bool IsFullId(string text) => text.Length == FullIdLength && text.All(char.IsAsciiHexDigit);

    private static string WithoutEveryAddress(string port) =>
        s_everyAddress.FirstOrDefault(address => port.StartsWith(address, StringComparison.Ordinal)) is { } every ? port[every.Length..] : port;

    private static string Ago(double amount, string unit) => ((long)amount).ToString(CultureInfo.InvariantCulture) + " " + unit + " ago";
}
