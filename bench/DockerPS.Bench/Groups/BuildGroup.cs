using System.Globalization;
using DockerPS.Bench.Measuring;
using DockerPS.Bench.Raw;
using DockerPS.Bench.Reporting;

namespace DockerPS.Bench.Groups;

/// <summary>Sends build contexts: what is built of them is nothing, and comes from the engine's cache.</summary>
internal sealed class BuildGroup : BenchGroup
{
    private readonly string _tag;
    private readonly string _dockerfile;
    private readonly string _large;
    private readonly string _small;
    private readonly string _many;
    private readonly BenchRow _largeRow;
    private readonly BenchRow _manyRow;

    public BuildGroup(BenchContext context)
        : base(context)
    {
        _tag = context.Name + ":context";
        _dockerfile = $"FROM {context.Image}\nLABEL {context.LabelOf("build")}\n";
        _large = Path.Join(context.Folder, "large");
        _small = Path.Join(context.Folder, "small");
        _many = Path.Join(context.Folder, "many");
        string bytes = context.Sizes.BuildBytes.ToString(CultureInfo.InvariantCulture);
        string tenth = BenchSizes.Tenth(context.Sizes.BuildBytes).ToString(CultureInfo.InvariantCulture);
        string files = context.Sizes.BuildFiles.ToString(CultureInfo.InvariantCulture);
        var small = new Contestant(Side.Own, "build", _tag, _small);
        _largeRow = new BenchRow
        {
            Name = "build-bytes",
            Title = $"`New-Image`, a context of {SizeName.Of(context.Sizes.BuildBytes)}",
            Own = new Contestant(Side.Own, "build", _tag, _large) { WarmUp = small },
            Raw = new Contestant(Side.Raw, "build-large", _tag, _dockerfile, bytes) { WarmUp = new Contestant(Side.Raw, "build-large", _tag, _dockerfile, tenth) },
            Cli = Cli(_large),
            Small = small,
            Target = ByteTarget,
            MayBeInSpread = true,
        };
        _manyRow = new BenchRow
        {
            Name = "build-files",
            Title = $"`New-Image`, a context of {context.Sizes.BuildFiles.ToString("N0", CultureInfo.InvariantCulture)} files",
            Own = new Contestant(Side.Own, "build", _tag, _many) { WarmUp = new Contestant(Side.Own, "build", _tag, _many) },

            // The warm-up also makes the archive in memory.
            Raw = new Contestant(Side.Raw, "build-small", _tag, _dockerfile, files) { WarmUp = new Contestant(Side.Raw, "build-small", _tag, _dockerfile, files) },
            Cli = Cli(_many),
            Target = ByteTarget,
            MayBeInSpread = true,
        };
    }

    public override IReadOnlyList<BenchRow> Rows => [_largeRow, _manyRow];

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows) => Task.Run(() =>
    {
        if (rows.Contains(_largeRow))
        {
            WriteLarge(_large, Context.Sizes.BuildBytes);
            WriteLarge(_small, BenchSizes.Tenth(Context.Sizes.BuildBytes));
        }

        if (rows.Contains(_manyRow))
        {
            WriteMany();
        }
    });

    protected override void Before(Contestant contestant) => BenchContext.Settle();

    protected override void Clean()
    {
        Context.Raw.RemoveImage(_tag);
        foreach (string folder in new[] { _large, _small, _many }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Contestant? Cli(string folder) => Context.CliContestant("docker build -q -t $1 $2 >/dev/null", _tag, folder);

    private void WriteLarge(string folder, long bytes)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Join(folder, "Dockerfile"), _dockerfile);
        LargeFile.Write(Path.Join(folder, "large.bin"), bytes);
    }

    private void WriteMany()
    {
        Directory.CreateDirectory(_many);
        File.WriteAllText(Path.Join(_many, "Dockerfile"), _dockerfile);
        for (int i = 0; i < Context.Sizes.BuildFiles; i++)
        {
            (string name, byte[] content) = ContextFile.Small(i);
            string path = Path.Join(_many, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }
}
