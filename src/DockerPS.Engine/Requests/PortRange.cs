using System.Globalization;

namespace DockerPS.Engine.Requests;

/// <summary>One port, or a range of them.</summary>
internal readonly record struct PortRange(int Start, int End)
{
    private const int MaximumPort = 65535;

    public int Count => End - Start + 1;

    /// <summary>Reads 80 or 8000-9000.</summary>
    public static bool TryParse(string text, out PortRange range)
    {
        range = default;
        (string first, string? last) = RequestText.Cut(text, '-');
        if (!TryPort(first, out int start) || !TryPort(last ?? first, out int end) || end < start)
        {
            return false;
        }

        range = new PortRange(start, end);
        return true;
    }

    /// <summary>As docker writes it: 80, or 8000-9000.</summary>
    public override string ToString() => Start == End
        ? Start.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Start}-{End}");

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= MaximumPort;
}
