using DockerPS.Bench.Measuring;

namespace DockerPS.Tests.Bench;

public sealed class RowResultTests
{
    private readonly Contestant _own = new(Side.Own, "own");
    private readonly Contestant _raw = new(Side.Raw, "raw");
    private readonly Contestant _cli = new(Side.Cli, "cli");

    [Fact]
    public void The_ratio_is_the_median_of_the_rounds_and_not_of_the_times()
    {
        RowResult result = Result(own: [2, 30, 4], raw: [1, 10, 4]);

        Assert.Equal(2, result.Ratio);
        Assert.Equal((1.0, 3.0), result.Spread);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Only_a_byte_path_may_pass_by_being_inside_the_spread(bool mayBeInSpread, bool isMet)
    {
        RowResult result = Result(own: [12, 12, 12], raw: [10, 10, 13], target: 1.1, mayBeInSpread: mayBeInSpread);

        Assert.Equal(1.2, result.Ratio, precision: 6);
        Assert.Equal(isMet, result.IsMet);
    }

    [Fact]
    public void What_must_match_the_CLI_is_missed_where_it_is_slower()
    {
        Assert.True(Result(own: [1], raw: [1], cli: [1.01], target: 1.3).IsMet);
        Assert.False(Result(own: [1], raw: [1], cli: [0.99], target: 1.3).IsMet);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Memory_may_grow_by_the_allowance_and_no_more(int beyond, bool isMet)
    {
        SampleTable samples = Samples([1], [1], []);
        var result = new RowResult(Row(target: 1.3, mayBeInSpread: false), samples) { SmallPeak = 100, Peak = 100 + RowResult.MemoryAllowance + beyond };

        Assert.Equal(isMet, result.IsMet);
    }

    private RowResult Result(double[] own, double[] raw, double[]? cli = null, double? target = null, bool mayBeInSpread = false) =>
        new(Row(target, mayBeInSpread), Samples(own, raw, cli ?? []));

    private BenchRow Row(double? target, bool mayBeInSpread) => new()
    {
        Name = "row",
        Title = "a row",
        Own = _own,
        Raw = _raw,
        Cli = _cli,
        Target = target,
        MayBeInSpread = mayBeInSpread,
        MustMatchCli = true,
    };

    private SampleTable Samples(double[] own, double[] raw, double[] cli)
    {
        var samples = new SampleTable();
        foreach ((Contestant contestant, double[] values) in new[] { (_own, own), (_raw, raw), (_cli, cli) })
        {
            foreach (double value in values)
            {
                samples.Add(contestant, value);
            }
        }

        return samples;
    }
}
