using System.Globalization;
using DockerPS.Bench.Measuring;
using DockerPS.Bench.Reporting;

namespace DockerPS.Bench.Groups;

/// <summary>Reads the log of a container that has ended, in every form.</summary>
internal sealed class LogGroup : BenchGroup
{
    private readonly long _bytes;
    private readonly int _lineLength;
    private readonly string _label;
    private readonly string _large;
    private readonly string _small;
    private readonly string _file;
    private readonly List<BenchRow> _rows = [];

    /// <param name="context">The run.</param>
    /// <param name="bytes">How much the container wrote.</param>
    /// <param name="lineLength">The length of each line, its end included.</param>
    /// <param name="name">The group's name; with objects only it is the row's.</param>
    /// <param name="onlyObjects">Leaves out the forms in which the line does not count.</param>
    public LogGroup(BenchContext context, long bytes, int lineLength, string name, bool onlyObjects)
        : base(context)
    {
        _bytes = bytes;
        _lineLength = lineLength;
        _label = context.LabelOf(name);
        _large = $"{context.Name}-{name}-large";
        _small = $"{context.Name}-{name}-small";
        _file = Path.Join(context.Folder, name + ".log");
        string size = $"{SizeName.Of(bytes)} in lines of {lineLength.ToString("N0", CultureInfo.InvariantCulture)} bytes";
        _rows.Add(Row(
            onlyObjects ? name : name + "-objects",
            $"`Get-ContainerLog \\| Out-Null`, {size}",
            "logs-objects",
            new Contestant(Side.Raw, "logs", _large, "true") { WarmUp = new Contestant(Side.Raw, "logs", _small, "true") },
            context.CliContestant("docker logs -t $1 >/dev/null", _large)));
        if (!onlyObjects)
        {
            var raw = new Contestant(Side.Raw, "logs", _large, "false") { WarmUp = new Contestant(Side.Raw, "logs", _small, "false") };
            Contestant? cli = context.CliContestant("docker logs $1 >/dev/null", _large);
            _rows.Add(Row(name + "-raw", $"`Get-ContainerLog -Raw \\| Out-Null`, {size}", "logs-raw", raw, cli, ByteTarget));
            _rows.Add(Row(name + "-file", $"`Get-ContainerLog -OutFile`, {size}", "logs-file", raw, cli, ByteTarget));
        }
    }

    public override IReadOnlyList<BenchRow> Rows => _rows;

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows) => Task.Run(() =>
    {
        Write(_large, _bytes);
        Write(_small, BenchSizes.Tenth(_bytes));
    });

    protected override void Before(Contestant contestant) => File.Delete(_file);

    protected override void Clean()
    {
        File.Delete(_file);
        Context.Raw.Remove(_label, BulkConnections);
    }

    private BenchRow Row(string name, string title, string operation, Contestant raw, Contestant? cli, double target = CallTarget)
    {
        string[] Words(string container) => operation == "logs-file" ? [container, _file] : [container];
        var small = new Contestant(Side.Own, operation, Words(_small));
        return new BenchRow
        {
            Name = name,
            Title = title,
            Own = new Contestant(Side.Own, operation, Words(_large)) { WarmUp = small },
            Raw = raw,
            Cli = cli,
            Small = small,
            Target = target,
            MayBeInSpread = target == ByteTarget,
        };
    }

    // The engine's driver "local" is read several times as fast as its default, so that the engine hides less of what is measured.
    private void Write(string name, long bytes)
    {
        string line = new('x', _lineLength - 1);
        string count = (bytes / _lineLength).ToString(CultureInfo.InvariantCulture);
        Context.Raw.Wait(Context.Raw.Start(
            name,
            _label,
            Context.Image,
            ["sh", "-c", $"yes {line} | head -n {count}"],
            new Dictionary<string, string> { ["max-size"] = "4g", ["max-file"] = "1", ["compress"] = "false" }));
    }
}
