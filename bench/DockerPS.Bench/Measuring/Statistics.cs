namespace DockerPS.Bench.Measuring;

internal static class Statistics
{
    public static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The ratio of each round: its two times were measured one after the other.</summary>
    public static double[] Ratios(IReadOnlyList<double> values, IReadOnlyList<double> bases) =>
        [.. values.Zip(bases, static (value, basis) => value / basis)];
}
