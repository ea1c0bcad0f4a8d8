using System.Globalization;
using DockerPS.Bench.Measuring;
using DockerPS.Bench.Reporting;

namespace DockerPS.Bench.Groups;

/// <summary>Copies a large file into a container and out of one, and exports one.</summary>
internal sealed class CopyGroup : BenchGroup
{
    private const string Large = "large.bin";
    private const string Small = "small.bin";

    // In the containers.
    private const string Folder = "/bench";

    private readonly string _label;
    private readonly string _large;
    private readonly string _small;
    private readonly string _copy;
    private readonly BenchRow[] _rows;

    public CopyGroup(BenchContext context)
        : base(context)
    {
        _label = context.LabelOf("copy");
        _large = context.Name + "-large";
        _small = context.Name + "-small";
        _copy = Path.Join(context.Folder, "copy");
        _rows = [In(), Out(), Export()];
    }

    public override IReadOnlyList<BenchRow> Rows => _rows;

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows) => Task.Run(() =>
    {
        LargeFile.Write(Here(Large), Context.Sizes.CopyBytes);
        LargeFile.Write(Here(Small), BenchSizes.Tenth(Context.Sizes.CopyBytes));
        Make(_large, Context.Sizes.CopyBytes);
        Make(_small, BenchSizes.Tenth(Context.Sizes.CopyBytes));
    });

    protected override void Before(Contestant contestant)
    {
        File.Delete(_copy);
        BenchContext.Settle();
    }

    protected override void Clean()
    {
        File.Delete(_copy);
        File.Delete(Here(Large));
        File.Delete(Here(Small));
        Context.Raw.Remove(_label, BulkConnections);
    }

    private BenchRow In()
    {
        string bytes = Context.Sizes.CopyBytes.ToString(CultureInfo.InvariantCulture);
        string tenth = BenchSizes.Tenth(Context.Sizes.CopyBytes).ToString(CultureInfo.InvariantCulture);
        return Row(
            "copy-in",
            "`Copy-ContainerFile` of a file into a container",
            new Contestant(Side.Own, "copy-in", _large, Folder, Here(Large)),
            new Contestant(Side.Own, "copy-in", _small, Folder, Here(Small)),
            new Contestant(Side.Raw, "copy-in", _large, Folder, Large, bytes) { WarmUp = new Contestant(Side.Raw, "copy-in", _small, Folder, Small, tenth) },
            Context.CliContestant("docker cp $2 $1:$3 >/dev/null", _large, Here(Large), Folder));
    }

    private BenchRow Out() => Row(
        "copy-out",
        "`Copy-ContainerFile` of a file out of a container",
        new Contestant(Side.Own, "copy-out", _large, $"{Folder}/{Large}", _copy),
        new Contestant(Side.Own, "copy-out", _small, $"{Folder}/{Large}", _copy),
        new Contestant(Side.Raw, "copy-out", _large, $"{Folder}/{Large}") { WarmUp = new Contestant(Side.Raw, "copy-out", _small, $"{Folder}/{Large}") },
        Context.CliContestant("docker cp $1:$2 $3 >/dev/null", _large, $"{Folder}/{Large}", _copy));

    private BenchRow Export() => Row(
        "export",
        "`Export-Container -OutFile` of a container with a file",
        new Contestant(Side.Own, "export", _large, _copy),
        new Contestant(Side.Own, "export", _small, _copy),
        new Contestant(Side.Raw, "export", _large) { WarmUp = new Contestant(Side.Raw, "export", _small) },
        Context.CliContestant("docker export -o $2 $1", _large, _copy));

    private BenchRow Row(string name, string title, Contestant own, Contestant small, Contestant raw, Contestant? cli) => new()
    {
        Name = name,
        Title = $"{title} of {SizeName.Of(Context.Sizes.CopyBytes)}",
        Own = new Contestant(own.Side, own.Operation, own.Arguments) { WarmUp = small },
        Raw = raw,
        Cli = cli,
        Small = small,
        Target = ByteTarget,
        MayBeInSpread = true,
    };

    private string Here(string name) => Path.Join(Context.Folder, name);

    // Writable from outside as well as from inside once it has run.
    private void Make(string name, long bytes)
    {
        Context.Raw.Wait(Context.Raw.Start(name, _label, Context.Image, ["mkdir", Folder]));
        Context.Raw.CopyIn(name, Folder, Large, bytes);
    }
}
