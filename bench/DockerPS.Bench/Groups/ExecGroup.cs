using System.Globalization;
using DockerPS.Bench.Measuring;

namespace DockerPS.Bench.Groups;

/// <summary>Runs a command that does nothing in a running container.</summary>
internal sealed class ExecGroup : BenchGroup
{
    private readonly string _name;
    private readonly string _label;
    private readonly BenchRow _row;

    public ExecGroup(BenchContext context)
        : base(context)
    {
        _name = context.Name + "-exec";
        _label = context.LabelOf("exec");
        string times = context.Sizes.Execs.ToString(CultureInfo.InvariantCulture);
        _row = new BenchRow
        {
            Name = "exec",
            Title = $"`Invoke-ContainerCommand ... true`, {times} times",
            Own = new Contestant(Side.Own, "exec", _name, times) { WarmUp = new Contestant(Side.Own, "exec", _name, "1") },
            Raw = new Contestant(Side.Raw, "exec", _name, times) { WarmUp = new Contestant(Side.Raw, "exec", _name, "1") },
            Cli = context.CliContestant("i=0; while [ $i -lt $2 ]; do docker exec $1 true || exit 1; i=$((i+1)); done", _name, times),
            Target = CallTarget,
        };
    }

    public override IReadOnlyList<BenchRow> Rows => [_row];

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows) =>
        Task.Run(() => Context.Raw.Start(_name, _label, Context.Image, ["sleep", "100000"]));

    protected override void Clean() => Context.Raw.Remove(_label, 1);
}
