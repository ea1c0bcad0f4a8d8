using System.Globalization;

namespace DockerPS.Engine;

/// <summary>Bytes as docker writes them.</summary>
internal static class DataSize
{
    private static readonly string[] s_units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
    private static readonly string[] s_binaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>In powers of 1000 with three digits: 1.23MB. Empty for null and for what was not counted (below 0).</summary>
    public static string Of(long? bytes) => Write(bytes, 1000, "G3", s_units);

    /// <summary>As docker writes memory, in powers of 1024 with four digits: 1.234MiB. Empty for null and for what was not counted (below 0).</summary>
    public static string OfMemory(long? bytes) => Write(bytes, 1024, "G4", s_binaryUnits);

    private static string Write(long? bytes, int step, string digits, string[] units)
    {
        if (bytes is not >= 0)
        {
            return "";
        }

        double value = bytes.Value;
        string text = value.ToString(digits, CultureInfo.InvariantCulture);
        int unit = 0;

        // 999.9 has three digits only as 1E+03.
        while ((value >= step || text.Contains('E', StringComparison.Ordinal)) && unit < units.Length - 1)
        {
            value /= step;
            text = value.ToString(digits, CultureInfo.InvariantCulture);
            unit++;
        }

        return text + units[unit];
    }
}
