using System.Globalization;
using System.Text;
using DockerPS.Bench.Measuring;

namespace DockerPS.Bench.Reporting;

/// <summary>The table, as Markdown.</summary>
internal static class TableText
{
    public static string Of(IEnumerable<RowResult> results)
    {
        var text = new StringBuilder();
        text.Append("| row | what | raw s | DockerPS s | ratio | spread | target | CLI s | to CLI | peak MiB | peak, a tenth | |\n");
        text.Append("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n");
        foreach (RowResult result in results)
        {
            text.Append(Line(result)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One line of the table.</summary>
    public static string Line(RowResult result) => result.Error is { } error
        ? $"| {result.Row.Name} | {result.Row.Title} | | | | | | | | | | failed: {error.ReplaceLineEndings(" ").Replace('|', '/')} |"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"| {result.Row.Name} | {result.Row.Title} | {Seconds(result.Raw)} | {Seconds(result.Own)} | {result.Ratio:0.00} | {result.Spread.Low:0.00} to {result.Spread.High:0.00} | {result.Row.Target?.ToString(CultureInfo.InvariantCulture) ?? "-"} | {Seconds(result.Cli)} | {result.CliRatio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-"} | {Mebibytes(result.Peak)} | {Mebibytes(result.SmallPeak)} | {Verdict(result)} |");

    private static string Verdict(RowResult result)
    {
        var misses = new List<string>();
        if (!result.IsFastEnough)
        {
            misses.Add("ratio");
        }

        if (!result.MatchesCli)
        {
            misses.Add("slower than the CLI");
        }

        if (!result.IsFlat)
        {
            misses.Add("memory grows");
        }

        if (misses.Count > 0)
        {
            return "**missed**: " + string.Join(", ", misses);
        }

        return result.Row.Target is not double target ? "no target" : result.Ratio <= target ? "met" : "met, inside the spread of raw";
    }

    private static string Seconds(IReadOnlyList<double> values) =>
        values.Count == 0 ? "-" : Statistics.Median(values).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Mebibytes(long? bytes) =>
        bytes is long known and > 0 ? (known / (1024.0 * 1024)).ToString("0", CultureInfo.InvariantCulture) : "-";
}
