namespace DockerPS.Bench.Reporting;

/// <summary>Puts the report of a run into a file that people write the rest of.</summary>
internal static class ReportFile
{
    private const string Begin = "<!-- run begins -->";
    private const string End = "<!-- run ends -->";

    /// <exception cref="InvalidOperationException">The file has no place for it.</exception>
    public static void Update(string path, string report)
    {
        string text = File.Exists(path) ? File.ReadAllText(path) : $"{Begin}\n{End}\n";
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{path} has no lines '{Begin}' and '{End}' to put the table between.");
        }

        File.WriteAllText(path, text[..(begin + Begin.Length)] + "\n\n" + report.Trim() + "\n\n" + text[end..]);
    }
}
