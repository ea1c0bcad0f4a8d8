using DockerPS.Bench.Measuring;
using DockerPS.Bench.Workers;

namespace DockerPS.Bench.Groups;

/// <summary>Rows that are measured together, since they share what they need.</summary>
internal abstract class BenchGroup(BenchContext context)
{
    protected const double CallTarget = 1.3;
    protected const double ByteTarget = 1.1;

    /// <summary>So many raw connections do bulk work.</summary>
    protected const int BulkConnections = 8;

    protected BenchContext Context { get; } = context;

    public abstract IReadOnlyList<BenchRow> Rows { get; }

    /// <summary>Makes what the rows need.</summary>
    protected virtual Task PrepareAsync(IReadOnlyList<BenchRow> rows) => Task.CompletedTask;

    /// <summary>Makes what this one needs anew, before each sample and outside its time.</summary>
    protected virtual void Before(Contestant contestant)
    {
    }

    /// <summary>Removes what was made.</summary>
    protected virtual void Clean()
    {
    }

    /// <summary>Measures the rows that are wanted. A row that fails is reported as failed, with its group.</summary>
    public async Task<IReadOnlyList<RowResult>> RunAsync(IReadOnlyList<BenchRow> rows)
    {
        try
        {
            await PrepareAsync(rows).ConfigureAwait(false);
            return await MeasureAsync(rows).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or AggregateException)
        {
            return [.. rows.Select(row => new RowResult(row, exception.Message))];
        }
        finally
        {
            Clean();
        }
    }

    protected virtual async Task<IReadOnlyList<RowResult>> MeasureAsync(IReadOnlyList<BenchRow> rows)
    {
        var peaks = new Dictionary<BenchRow, (long Peak, long? Small)>();
        foreach (BenchRow row in rows)
        {
            peaks.Add(row, (await PeakAsync(row.Own).ConfigureAwait(false), row.Small is null ? null : await PeakAsync(row.Small).ConfigureAwait(false)));
        }

        SampleTable samples = await TimeAsync(Lanes(rows)).ConfigureAwait(false);
        return [.. rows.Select(row => new RowResult(row, samples) { Peak = peaks[row].Peak, SmallPeak = peaks[row].Small })];
    }

    /// <summary>What runs one after the other in a round: raw, own and CLI side by side, those of all rows that share one only once.</summary>
    protected virtual IReadOnlyList<IReadOnlyList<Contestant>> Lanes(IReadOnlyList<BenchRow> rows) =>
        [.. rows.SelectMany(static row => new[] { row.Raw, row.Own, row.Cli }).OfType<Contestant>().Distinct().Select(static contestant => (Contestant[])[contestant])];

    private async Task<SampleTable> TimeAsync(IReadOnlyList<IReadOnlyList<Contestant>> lanes)
    {
        using BenchWorker worker = Context.StartWorker();
        foreach (Contestant contestant in lanes.SelectMany(static lane => lane))
        {
            for (int i = 0; contestant.WarmUp is { } warmUp && i < contestant.WarmUps; i++)
            {
                await RunOnceAsync(worker, warmUp).ConfigureAwait(false);
            }
        }

        var samples = new SampleTable();
        for (int round = 0; round < Context.Sizes.Pairs; round++)
        {
            // Each is first now and then: what a sample leaves behind then meets each of the others.
            for (int i = 0; i < lanes.Count; i++)
            {
                foreach (Contestant contestant in lanes[(i + round) % lanes.Count])
                {
                    samples.Add(contestant, (await RunOnceAsync(worker, contestant).ConfigureAwait(false)).Seconds);
                }
            }
        }

        return samples;
    }

    private async Task<long> PeakAsync(Contestant contestant)
    {
        using BenchWorker worker = Context.StartWorker();
        return (await RunOnceAsync(worker, contestant).ConfigureAwait(false)).Peak;
    }

    private async Task<Sample> RunOnceAsync(BenchWorker worker, Contestant contestant)
    {
        Before(contestant);
        return contestant.Side == Side.Cli
            ? new Sample(await Context.RunCliAsync(contestant).ConfigureAwait(false), 0)
            : await worker.RunAsync(contestant).ConfigureAwait(false);
    }
}
