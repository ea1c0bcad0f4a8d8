using System.Globalization;
using DockerPS.Bench.Measuring;

namespace DockerPS.Bench.Groups;

/// <summary>Lists of so many containers, and with the largest number the inspection of each.</summary>
internal sealed class ListGroup : BenchGroup
{
    // As many as Get-Container -Detailed has on their way.
    private const int Inspections = 16;

    // A short call is repeated until a sample takes some tens of milliseconds.
    private const int ListedInSample = 1000;
    private const int MostTimes = 20;
    private const int WarmUps = 10;

    private readonly int _count;
    private readonly string _label;
    private readonly List<BenchRow> _rows = [];

    public ListGroup(BenchContext context, int count, bool withInspections)
        : base(context)
    {
        _count = count;
        _label = context.LabelOf("list" + count.ToString(CultureInfo.InvariantCulture));
        string times = Math.Clamp(ListedInSample / count, 1, MostTimes).ToString(CultureInfo.InvariantCulture);
        _rows.Add(new BenchRow
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"list-{count}"),
            Title = string.Create(CultureInfo.InvariantCulture, $"`Get-Container`, {count:N0} containers{(times == "1" ? "" : $" ({times} calls)")}"),
            Own = Itself(Side.Own, "list", _label, times),
            Raw = Itself(Side.Raw, "list", _label, times),
            Cli = context.CliContestant("i=0; while [ $i -lt $2 ]; do docker ps -a --no-trunc --filter label=$1 --format '{{json .}}' >/dev/null || exit 1; i=$((i+1)); done", _label, times),
            Target = withInspections ? CallTarget : null,
        });
        if (withInspections)
        {
            string atOnce = Inspections.ToString(CultureInfo.InvariantCulture);
            _rows.Add(new BenchRow
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"detailed-{count}"),
                Title = string.Create(CultureInfo.InvariantCulture, $"`Get-Container -Detailed`, {count:N0} containers"),
                Own = Itself(Side.Own, "inspect", _label, atOnce),
                Raw = Itself(Side.Raw, "inspect", _label, atOnce),
                Cli = context.CliContestant("docker inspect $(docker ps -aq --no-trunc --filter label=$1) >/dev/null", _label),
                Target = CallTarget,
            });
        }
    }

    public override IReadOnlyList<BenchRow> Rows => _rows;

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows) =>
        Task.Run(() => Context.Raw.Create(_label, Context.Image, _count, BulkConnections));

    protected override void Clean() => Context.Raw.Remove(_label, BulkConnections);

    private static Contestant Itself(Side side, string operation, params string[] arguments) =>
        new(side, operation, arguments) { WarmUp = new Contestant(side, operation, arguments), WarmUps = WarmUps };
}
