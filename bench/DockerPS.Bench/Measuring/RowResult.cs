namespace DockerPS.Bench.Measuring;

/// <summary>What was measured for a row, and what it means.</summary>
internal sealed class RowResult
{
    /// <summary>How much larger the peak may be with ten times the bytes.</summary>
    public const long MemoryAllowance = 64 * 1024 * 1024;

    private readonly double[] _ratios = [];

    public RowResult(BenchRow row, SampleTable samples)
    {
        Row = row;
        Own = samples.Of(row.Own);
        Raw = samples.Of(row.Raw);
        Cli = samples.Of(row.Cli);
        _ratios = Statistics.Ratios(Own, Raw);
    }

    /// <summary>A row that could not be measured.</summary>
    public RowResult(BenchRow row, string error)
        : this(row, new SampleTable()) => Error = error;

    public BenchRow Row { get; }

    public string? Error { get; }

    public IReadOnlyList<double> Own { get; }

    public IReadOnlyList<double> Raw { get; }

    public IReadOnlyList<double> Cli { get; }

    public double Ratio => Statistics.Median(_ratios);

    public (double Low, double High) Spread => (_ratios.Min(), _ratios.Max());

    public double? CliRatio => Cli.Count == 0 ? null : Statistics.Median(Statistics.Ratios(Own, Cli));

    /// <summary>The peak of a process that did this once and nothing else.</summary>
    public long? Peak { get; init; }

    /// <summary>The peak with a tenth of the bytes.</summary>
    public long? SmallPeak { get; init; }

    public bool IsInSpread => Statistics.Median(Own) <= Raw.Max();

    public bool IsFlat => Peak is null || SmallPeak is null || Peak - SmallPeak <= MemoryAllowance;

    public bool IsFastEnough => Row.Target is not double target || Ratio <= target || (Row.MayBeInSpread && IsInSpread);

    public bool MatchesCli => !Row.MustMatchCli || CliRatio is not double ratio || ratio <= 1;

    public bool IsMet => Error is null && IsFastEnough && IsFlat && MatchesCli;
}
