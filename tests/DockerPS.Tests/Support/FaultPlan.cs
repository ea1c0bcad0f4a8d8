using System.Text.RegularExpressions;

namespace DockerPS.Tests.Support;

/// <summary>A fault and when it happens.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="After">How many bytes of the answer, its head included, pass unharmed first.</param>
internal sealed record FaultPlan(FaultKind Kind, long After = 0)
{
    /// <summary>Only answers to requests whose head (`GET /v1.41/info HTTP/1.1` and the header lines) matches are harmed; null harms every connection, counted from its first byte.</summary>
    public Regex? Request { get; init; }

    /// <summary>How often the fault happens; afterwards everything passes.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>The size of a piece for <see cref="FaultKind.Chop"/>.</summary>
    public int Piece { get; init; } = 1;
}
