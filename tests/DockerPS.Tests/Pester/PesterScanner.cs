using System.Text.RegularExpressions;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Pester;

/// <summary>Finds the `It` blocks of the suites without PowerShell, so that they can be counted where there is none.</summary>
internal static partial class PesterScanner
{
    public static string Folder => Repository.File("tests", "Pester");

    public static IEnumerable<PesterTest> ScanAll()
        => Directory.EnumerateFiles(Folder, "*.Tests.ps1").Order(StringComparer.Ordinal)
            .SelectMany(file => Scan(Path.GetFileName(file), File.ReadAllText(file)));

    public static IEnumerable<PesterTest> Scan(string file, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            Match match = ItPattern().Match(lines[i]);
            if (match.Success)
                yield return new PesterTest(file, i + 1, match.Groups["single"].Success ? match.Groups["single"].Value.Replace("''", "'", StringComparison.Ordinal) : match.Groups["double"].Value);
        }
    }

    [GeneratedRegex("""^\s*It\s+(?:-Name\s+)?(?:'(?<single>(?:[^']|'')*)'|"(?<double>(?:[^"`]|`.)*)")""", RegexOptions.IgnoreCase)]
    private static partial Regex ItPattern();
}
