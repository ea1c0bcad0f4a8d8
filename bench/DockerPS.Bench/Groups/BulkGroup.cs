using System.Globalization;
using DockerPS.Bench.Measuring;

namespace DockerPS.Bench.Groups;

/// <summary>Makes and removes many containers.</summary>
internal sealed class BulkGroup : BenchGroup
{
    private const string CreateByCli =
        "i=0; while [ $i -lt $3 ]; do docker create --label $1 --name ${1#*=}-$i $2 true >/dev/null || exit 1; i=$((i+1)); done";

    private readonly int _count;
    private readonly string _label;
    private readonly BenchRow _create;
    private readonly BenchRow _remove;

    public BulkGroup(BenchContext context)
        : base(context)
    {
        _count = context.Sizes.Bulk;
        _label = context.LabelOf("bulk");
        string count = _count.ToString(CultureInfo.InvariantCulture);
        string connections = BulkConnections.ToString(CultureInfo.InvariantCulture);
        _create = new BenchRow
        {
            Name = "create",
            Title = $"`New-Container -Name` with {count} names",
            Own = Warmed(Side.Own, "create", _label, context.Image, count),
            Raw = Warmed(Side.Raw, "create", _label, context.Image, count, connections),
            Cli = context.CliContestant(CreateByCli, _label, context.Image, count),
            Target = CallTarget,
            MustMatchCli = true,
        };
        _remove = new BenchRow
        {
            Name = "remove",
            Title = $"`Get-Container \\| Remove-Container` of {count}",
            Own = Warmed(Side.Own, "remove", _label),
            Raw = Warmed(Side.Raw, "remove", _label, connections),
            Cli = context.CliContestant("docker rm -f $(docker ps -aq --no-trunc --filter label=$1) >/dev/null", _label),
            Target = CallTarget,
            MustMatchCli = true,
        };
    }

    public override IReadOnlyList<BenchRow> Rows => [_create, _remove];

    // Each removes what it made: there is then nothing to make and to remove outside of the times.
    protected override IReadOnlyList<IReadOnlyList<Contestant>> Lanes(IReadOnlyList<BenchRow> rows) =>
    [
        .. rows.Select(static row => row.Raw).Chunk(2),
        .. rows.Select(static row => row.Own).Chunk(2),
        .. rows.Select(static row => row.Cli).OfType<Contestant>().Chunk(2),
    ];

    protected override void Before(Contestant contestant)
    {
        int there = Context.Raw.List(_label).Length;
        bool makes = contestant.Operation is "create" or CreateByCli;
        if (there != (makes ? 0 : _count))
        {
            Clean();
            if (!makes)
            {
                Context.Raw.Create(_label, Context.Image, _count, BulkConnections);
            }
        }
    }

    protected override void Clean() => Context.Raw.Remove(_label, BulkConnections);

    private static Contestant Warmed(Side side, string operation, params string[] arguments) =>
        new(side, operation, arguments) { WarmUp = new Contestant(side, operation, arguments), WarmUps = 2 };
}
