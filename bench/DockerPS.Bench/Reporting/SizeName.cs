using System.Globalization;

namespace DockerPS.Bench.Reporting;

internal static class SizeName
{
    /// <summary>"1 GB" for 1,000,000,000.</summary>
    public static string Of(long bytes) => bytes >= 1_000_000_000
        ? (bytes / 1e9).ToString("0.#", CultureInfo.InvariantCulture) + " GB"
        : (bytes / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + " MB";
}
