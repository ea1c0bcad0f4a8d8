using System.Text.Json;
using DockerPS.Bench.Measuring;
using DockerPS.Bench.Workers;

namespace DockerPS.Bench.Groups;

/// <summary>The import and the first command after it, each in a fresh PowerShell, against a bare PowerShell.</summary>
internal sealed class ImportGroup : BenchGroup
{
    private readonly Contestant _bare = new(Side.Raw, "bare");
    private readonly BenchRow _import;
    private readonly BenchRow _first;

    public ImportGroup(BenchContext context)
        : base(context)
    {
        _import = new BenchRow
        {
            Name = "import",
            Title = "`Import-Module DockerPS`, against a bare `pwsh -NoProfile -c 1`",
            Own = new Contestant(Side.Own, "import"),
            Raw = _bare,
            Target = 0.5,
        };
        _first = new BenchRow
        {
            Name = "first",
            Title = "The first command after it (`Get-Container -Last 1`), against a bare `pwsh -NoProfile -c 1`",
            Own = new Contestant(Side.Own, "first"),
            Raw = _bare,
            Cli = context.CliContestant("docker ps -a -n 1 >/dev/null"),
            Target = 1,
        };
    }

    /// <summary>None where there is no PowerShell.</summary>
    public override IReadOnlyList<BenchRow> Rows => Context.Pwsh is null ? [] : [_import, _first];

    protected override async Task<IReadOnlyList<RowResult>> MeasureAsync(IReadOnlyList<BenchRow> rows)
    {
        await RunAsync().ConfigureAwait(false);
        var samples = new SampleTable();
        long peak = 0;
        for (int round = 0; round < Context.Sizes.Pairs; round++)
        {
            samples.Add(_bare, (await Context.RunPwshAsync("-Command", "1").ConfigureAwait(false)).Seconds);
            FreshImport own = await RunAsync().ConfigureAwait(false);
            samples.Add(_import.Own, own.Import);
            samples.Add(_first.Own, own.First);
            peak = Math.Max(peak, own.Peak);
            if (_first.Cli is { } cli)
            {
                samples.Add(cli, await Context.RunCliAsync(cli).ConfigureAwait(false));
            }
        }

        return [.. rows.Select(row => new RowResult(row, samples) { Peak = peak })];
    }

    private async Task<FreshImport> RunAsync()
    {
        (string output, _) = await Context.RunPwshAsync("-File", BenchContext.Script("import.ps1"), BenchContext.Manifest, BenchWorker.Mark).ConfigureAwait(false);
        using var reader = new StringReader(output);
        return JsonSerializer.Deserialize<FreshImport>(await BenchWorker.ReadMarkedAsync(reader, default).ConfigureAwait(false))!;
    }

    private sealed record FreshImport(double Import, double First, long Peak);
}
