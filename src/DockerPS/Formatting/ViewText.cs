using System.Collections;
using System.Globalization;
using DockerPS.Engine;

namespace DockerPS;

/// <summary>How the module's views write values. Data stays full and exact; only views shorten it.</summary>
public static class ViewText
{
    // Those of $PSStyle.Foreground.
    private const string Green = "\x1b[32m";
    private const string Yellow = "\x1b[33m";
    private const string Red = "\x1b[31m";
    private const string Plain = "\x1b[0m";

    private const int FullIdLength = 64;
    private const string Algorithm = "sha256:";

    private static readonly string[] s_everyAddress = ["0.0.0.0:", "[::]:"];

    /// <summary>The first 12 digits of an id, without its algorithm.</summary>
    public static string ShortId(string? id) => DockerPS.ShortId.Of(id ?? "");

    /// <summary>Ids and names joined by commas, the full ids shortened.</summary>
    /// <param name="ids">A list, or what a job or CLIXML has made of it.</param>
    public static string ShortIds(object? ids) =>
        string.Join(", ", (ids is IEnumerable list and not string ? list.Cast<object?>() : [ids])
            .Select(static id => Clean(id))
            .Select(static id => IsFullId(id.StartsWith(Algorithm, StringComparison.Ordinal) ? id[Algorithm.Length..] : id) ? ShortId(id) : id));

    /// <summary>A volume's name, that of an anonymous one cut to its first 12 digits: whole it would leave no room for other columns.</summary>
    public static string VolumeName(object? name)
    {
        string text = Clean(name);
        return IsFullId(text) ? ShortId(text) + "\u2026" : text;
    }

    /// <summary>A compose service's image; where it has none, the folder that it is built from.</summary>
    /// <param name="image">Its image.</param>
    /// <param name="build">How it is built, or what a job or CLIXML has made of it.</param>
    public static string ComposeImage(object? image, object? build) =>
        Clean(image) is { Length: > 0 } name ? name : build is null ? "" : $"build of {Clean(build)}";

    /// <summary>How often a compose service runs, where the file says it: x3, or its mode.</summary>
    /// <param name="scale">Its scale.</param>
    /// <param name="deploy">How it is deployed, or what a job or CLIXML has made of it.</param>
    public static string ComposeReplicas(object? scale, object? deploy) => (scale, Clean(deploy)) switch
    {
        (not null, _) => "x" + Clean(scale),
        (_, "") => "",
        (_, var text) => text.StartsWith("replicated ", StringComparison.Ordinal) ? "x" + text["replicated ".Length..] : text,
    };

    /// <summary>Bytes as docker writes them, in powers of 1000 with three digits: 1.23MB. Empty for null and for what was not counted (below 0).</summary>
    public static string Size(long? bytes) => DataSize.Of(bytes);

    /// <summary>Bytes as docker writes memory, in powers of 1024 with four digits: 1.234MiB. Empty for null and for what was not counted (below 0).</summary>
    public static string BinarySize(long? bytes) => DataSize.OfMemory(bytes);

    /// <summary>A share as docker writes it: 12.34%. Two dashes for null, which is what docker shows where nothing was counted.</summary>
    public static string Percent(double? percent) =>
        percent is { } known ? known.ToString("F2", CultureInfo.InvariantCulture) + "%" : "--";

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

    /// <summary>A container's state in its colour: green runs, yellow is on its way or paused, red is unhealthy, dead or ended with another exit code than 0.
    /// PowerShell takes colours out again where the host has none, where the output is redirected and where it was told to
    /// ($PSStyle.OutputRendering, NO_COLOR), and leaves them out of the width of a column.</summary>
    /// <param name="state">The state.</param>
    /// <param name="health">The health check's word, if there is a check.</param>
    /// <param name="exitCode">The exit code, as a number or in the engine's sentence about the state: Exited (137) 2 minutes ago.</param>
    public static string State(string? state, string? health, object? exitCode)
    {
        string text = Clean(state);
        string colour = text switch
        {
            "running" => health switch
            {
                "unhealthy" => Red,
                "starting" => Yellow,
                _ => Green,
            },
            "paused" or "restarting" or "removing" => Yellow,
            "dead" => Red,
            "exited" when !IsZero(exitCode) => Red,
            _ => "",
        };
        return Coloured(text, colour);
    }

    /// <summary>How many tasks of a service run, in its colour: green where all do, yellow where some do, red where none does and some should.</summary>
    /// <param name="replicas">The text: 2/3.</param>
    /// <param name="running">How many run.</param>
    /// <param name="desired">How many should.</param>
    public static string Replicas(object? replicas, long? running, long? desired)
    {
        string text = Clean(replicas);
        return running is null || desired is null or 0 ? text : (running >= desired ? Green : running > 0 ? Yellow : Red) + text + Plain;
    }

    /// <summary>A task's name; one that a newer task followed indented, as docker does.</summary>
    public static string TaskName(object? name, bool isPrevious) => isPrevious ? @" \_ " + Clean(name) : Clean(name);

    /// <summary>A task's state and since when, in its colour: green runs or is complete, yellow is on its way, red failed; plain is the history.</summary>
    /// <param name="state">The state.</param>
    /// <param name="desired">What it is to be.</param>
    /// <param name="since">Since when it is so.</param>
    public static string TaskState(object? state, object? desired, DateTime? since)
    {
        string word = Clean(state);
        string text = since is null ? word : $"{word} {Age(since)}";
        string colour = word switch
        {
            "running" or "complete" => Clean(desired) is "shutdown" or "remove" ? "" : Green,
            "failed" or "rejected" or "orphaned" => Red,
            "shutdown" or "remove" => "",
            _ => Yellow,
        };
        return colour.Length == 0 ? text : colour + text + Plain;
    }

    /// <summary>A node's state in its colour: green is ready, red is down, yellow is lost sight of.</summary>
    public static string NodeState(string? state) => Coloured(Clean(state), Clean(state) switch
    {
        "ready" => Green,
        "down" => Red,
        "disconnected" or "unknown" => Yellow,
        _ => "",
    });

    /// <summary>What a node does with tasks, yellow where it takes none.</summary>
    public static string NodeAvailability(string? availability) => Coloured(Clean(availability), Clean(availability) is "pause" or "drain" ? Yellow : "");

    /// <summary>A text of several lines, such as a certificate, without other control characters.</summary>
    public static string Lines(string? text) => string.Join(Environment.NewLine, (text ?? "").TrimEnd().Split('\n').Select(static line => Clean(line.TrimEnd('\r'))));

    /// <summary>A span of time as ps writes it: 01:02:03, and 4-01:02:03 from a day on; with thousandths where there are any. Empty for null.</summary>
    public static string Time(TimeSpan? span) => span is { } known
        ? known.ToString((known.Days > 0 ? @"d\-" : "") + @"hh\:mm\:ss" + (known.Milliseconds > 0 ? @"\.fff" : ""), CultureInfo.InvariantCulture)
        : "";

    /// <summary>A text without control characters: what comes from an engine must not steer the terminal.</summary>
    /// <param name="value">A text, a list or a table; also what a job or CLIXML has made of one, which has no text of its own.</param>
    public static string Clean(object? value) => ControlCharacters.Replace(value switch
    {
        ArrayList or object[] => string.Join(", ", ((IEnumerable)value).Cast<object?>()),
        Hashtable table => string.Join(", ", table.Cast<DictionaryEntry>().Select(static pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)),
        _ => value?.ToString() ?? "",
    }).ReplaceLineEndings(" ");

    /// <summary>Ports, short enough for a column: those published at every address once and without it, 8080->80/tcp.</summary>
    /// <param name="ports">Port mappings, or what a job or CLIXML has made of them, which keeps only their text.</param>
    public static string Ports(object? ports) =>
        ports is IEnumerable list and not string
            ? string.Join(", ", list.Cast<object?>().Select(port => WithoutEveryAddress(Clean(port))).Distinct())
            : WithoutEveryAddress(Clean(ports));

    private static string Coloured(string text, string colour) => colour.Length == 0 ? text : colour + text + Plain;

    private static bool IsZero(object? exitCode) =>
        exitCode?.ToString() is "0" or null or "" || exitCode is string status && status.StartsWith("Exited (0)", StringComparison.Ordinal);

    private static bool IsFullId(string text) => text.Length == FullIdLength && text.All(char.IsAsciiHexDigit);

    private static string WithoutEveryAddress(string port) =>
        s_everyAddress.FirstOrDefault(address => port.StartsWith(address, StringComparison.Ordinal)) is { } every ? port[every.Length..] : port;

    private static string Ago(double amount, string unit) => ((long)amount).ToString(CultureInfo.InvariantCulture) + " " + unit + " ago";
}
