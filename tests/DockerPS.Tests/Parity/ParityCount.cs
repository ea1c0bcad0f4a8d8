using System.Globalization;

namespace DockerPS.Tests.Parity;

/// <summary>How many rows are mapped, planned and omitted. Omitted ones do not count in the percentage.</summary>
internal readonly record struct ParityCount(int Mapped, int Planned, int Omitted)
{
    internal int Wanted => Mapped + Planned;

    internal string Percentage => Wanted == 0
        ? "-"
        : (100.0 * Mapped / Wanted).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    internal static ParityCount Of(IEnumerable<ParityRow> rows)
    {
        ILookup<string, ParityRow> byStatus = rows.ToLookup(r => r.Status);
        return new ParityCount(
            byStatus[ParityRow.Mapped].Count(),
            byStatus[ParityRow.Planned].Count(),
            byStatus[ParityRow.Omitted].Count());
    }
}
