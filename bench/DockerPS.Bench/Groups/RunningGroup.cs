using System.Globalization;
using DockerPS.Bench.Measuring;

namespace DockerPS.Bench.Groups;

/// <summary>Does one thing to many running containers.</summary>
internal sealed class RunningGroup : BenchGroup
{
    private const string ContainersOfLabel = "$(docker ps -q --no-trunc --filter label=$1)";

    private readonly string _label;
    private readonly BenchRow[] _rows;

    public RunningGroup(BenchContext context)
        : base(context)
    {
        _label = context.LabelOf("running");
        string count = context.Sizes.Running.ToString(CultureInfo.InvariantCulture);
        string connections = BulkConnections.ToString(CultureInfo.InvariantCulture);
        _rows =
        [
            new BenchRow
            {
                Name = "stats",
                Title = $"`Get-Container \\| Get-ContainerStat` of {count}",
                Own = Warmed(Side.Own, "stats", _label),
                Raw = Warmed(Side.Raw, "stats", _label),
                Cli = context.CliContestant($"docker stats --no-stream {ContainersOfLabel} >/dev/null", _label),
                Target = CallTarget,
                MustMatchCli = true,
            },
            new BenchRow
            {
                Name = "exec-many",
                Title = $"`Get-Container \\| Invoke-ContainerCommand ... true` in {count}",
                Own = Warmed(Side.Own, "exec-many", _label),
                Raw = Warmed(Side.Raw, "exec-many", _label, connections),
                Cli = context.CliContestant($"for c in {ContainersOfLabel}; do docker exec $c true & done; wait", _label),
                Target = CallTarget,
                MustMatchCli = true,
            },
            new BenchRow
            {
                Name = "restart",
                Title = $"`Get-Container \\| Restart-Container -Timeout 0` of {count}",
                Own = Warmed(Side.Own, "restart", _label),
                Raw = Warmed(Side.Raw, "restart", _label, connections),
                Cli = context.CliContestant($"docker restart -t 0 {ContainersOfLabel} >/dev/null", _label),
                Target = CallTarget,
                MustMatchCli = true,
            },
        ];
    }

    public override IReadOnlyList<BenchRow> Rows => _rows;

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows) =>
        Task.Run(() => Context.Raw.StartMany(_label, Context.Image, Context.Sizes.Running, BulkConnections));

    protected override void Clean() => Context.Raw.Remove(_label, BulkConnections);

    private static Contestant Warmed(Side side, string operation, params string[] arguments) =>
        new(side, operation, arguments) { WarmUp = new Contestant(side, operation, arguments) };
}
