namespace DockerPS.Bench.Measuring;

/// <summary>How much of everything.</summary>
internal sealed record BenchSizes
{
    public static readonly BenchSizes Full = new();

    /// <summary>Small enough to see in a minute whether everything works; its ratios say little.</summary>
    public static readonly BenchSizes Quick = new()
    {
        Lists = [3, 10, 30],
        Detailed = 30,
        Bulk = 20,
        LogBytes = 20_000_000,
        ShortLogBytes = 5_000_000,
        Execs = 2,
        ComposeLines = 200,
        BuildBytes = 20_000_000,
        BuildFiles = 200,
        Running = 5,
        Services = 20,
        StackServices = 5,
        CopyBytes = 20_000_000,
        ImageBytes = 20_000_000,
        Pairs = 2,
    };

    public int Pairs { get; init; } = 5;

    public int[] Lists { get; init; } = [10, 100, 1000];

    public int Detailed { get; init; } = 1000;

    public int Bulk { get; init; } = 300;

    public long LogBytes { get; init; } = 1_000_000_000;

    /// <summary>The log of short lines: what counts there is the line, not the byte.</summary>
    public long ShortLogBytes { get; init; } = 100_000_000;

    public int Execs { get; init; } = 10;

    public int ComposeLines { get; init; } = 5000;

    public long BuildBytes { get; init; } = 1_000_000_000;

    public int BuildFiles { get; init; } = 20_000;

    /// <summary>Containers that run side by side.</summary>
    public int Running { get; init; } = 50;

    /// <summary>Services of no replicas.</summary>
    public int Services { get; init; } = 500;

    /// <summary>Services of a stack.</summary>
    public int StackServices { get; init; } = 50;

    public long CopyBytes { get; init; } = 1_000_000_000;

    public long ImageBytes { get; init; } = 1_000_000_000;

    public static long Tenth(long bytes) => bytes / 10;
}
