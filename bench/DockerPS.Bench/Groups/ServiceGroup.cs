using System.Globalization;
using DockerPS.Bench.Measuring;

namespace DockerPS.Bench.Groups;

/// <summary>The list of many services of no replicas, in a swarm of one that is made for it where the engine is in none.</summary>
internal sealed class ServiceGroup : BenchGroup
{
    private const int WarmUps = 10;

    private readonly string _label;
    private readonly BenchRow[] _rows;
    private bool _ownsSwarm;

    public ServiceGroup(BenchContext context)
        : base(context)
    {
        const string Times = "5";
        int count = context.Sizes.Services;
        _label = context.LabelOf("services");
        _rows =
        [
            new BenchRow
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"services-{count}"),
                Title = string.Create(CultureInfo.InvariantCulture, $"`Get-DockerService`, {count:N0} services of 0 replicas ({Times} calls)"),
                Own = Itself(Side.Own, _label, Times),
                Raw = Itself(Side.Raw, _label, Times),
                Cli = context.CliContestant("i=0; while [ $i -lt $2 ]; do docker service ls --filter label=$1 --format '{{json .}}' >/dev/null || exit 1; i=$((i+1)); done", _label, Times),
                Target = CallTarget,
                MustMatchCli = true,
            },
        ];
    }

    public override IReadOnlyList<BenchRow> Rows => _rows;

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows) => Task.Run(() =>
    {
        _ownsSwarm = Context.Raw.BeginSwarm();
        Context.Raw.CreateServices(_label, Context.Image, Context.Sizes.Services, BulkConnections);
    });

    protected override void Clean()
    {
        if (_ownsSwarm)
        {
            Context.Raw.EndSwarm();
        }
        else
        {
            Context.Raw.RemoveServices(_label, BulkConnections);
        }
    }

    private static Contestant Itself(Side side, params string[] arguments) =>
        new(side, "services", arguments) { WarmUp = new Contestant(side, "services", arguments), WarmUps = WarmUps };
}
