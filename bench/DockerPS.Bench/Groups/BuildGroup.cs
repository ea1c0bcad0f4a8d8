using System.Globalization;
using DockerPS.Bench.Measuring;
using DockerPS.Bench.Raw;
using DockerPS.Bench.Reporting;

namespace DockerPS.Bench.Groups;

/// <summary>Sends build contexts to both builders: what is built of them is next to nothing, and comes from the engine's cache.</summary>
internal sealed class BuildGroup : BenchGroup
{
    private const int FewFiles = 10;

    private static readonly string[] s_plugins =
    [
        .. new[] { "/usr/libexec", "/usr/lib", "/usr/local/libexec", "/usr/local/lib" }.Select(static folder => folder + "/docker/cli-plugins/docker-buildx"),
    ];

    private readonly string _tag;
    private readonly string _dockerfile;
    private readonly string _large;
    private readonly string _small;
    private readonly string _many;
    private readonly string _kitDockerfile;
    private readonly string _kitMany;
    private readonly string _few;
    private readonly BenchRow _largeRow;
    private readonly BenchRow _manyRow;
    private readonly BenchRow _kitManyRow;
    private readonly BenchRow _kitCachedRow;

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

        // BuildKit unpacks the files and looks at each, to see that COPY has nothing to do.
        _kitDockerfile = $"FROM {context.Image}\nLABEL {context.LabelOf("build")}\nCOPY . /context/\n";
        _kitMany = Path.Join(context.Folder, "buildkit-many");
        _few = Path.Join(context.Folder, "buildkit-few");
        _kitManyRow = KitRow("buildkit-files", $"a context of {context.Sizes.BuildFiles.ToString("N0", CultureInfo.InvariantCulture)} files", _kitMany, files, ByteTarget);
        _kitCachedRow = KitRow("buildkit-cached", "all steps from the cache", _few, FewFiles.ToString(CultureInfo.InvariantCulture), CallTarget);
    }

    public override IReadOnlyList<BenchRow> Rows => [_largeRow, _manyRow, _kitManyRow, _kitCachedRow];

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows) => Task.Run(() =>
    {
        if (rows.Contains(_largeRow))
        {
            WriteLarge(_large, Context.Sizes.BuildBytes);
            WriteLarge(_small, BenchSizes.Tenth(Context.Sizes.BuildBytes));
        }

        if (rows.Contains(_manyRow))
        {
            WriteMany(_many, _dockerfile, Context.Sizes.BuildFiles);
        }

        if (rows.Contains(_kitManyRow))
        {
            WriteMany(_kitMany, _kitDockerfile, Context.Sizes.BuildFiles);
        }

        if (rows.Contains(_kitCachedRow))
        {
            WriteMany(_few, _kitDockerfile, FewFiles);
        }
    });

    protected override void Before(Contestant contestant) => BenchContext.Settle();

    protected override void Clean()
    {
        Context.Raw.RemoveImage(_tag);
        foreach (string folder in new[] { _large, _small, _many, _kitMany, _few }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private BenchRow KitRow(string name, string title, string folder, string files, double target) => new()
    {
        Name = name,
        Title = $"`New-Image -Builder BuildKit`, {title}",
        Own = new Contestant(Side.Own, "build-kit", _tag, folder) { WarmUp = new Contestant(Side.Own, "build-kit", _tag, folder), WarmUps = 3 },
        Raw = new Contestant(Side.Raw, "build-kit", _tag, _kitDockerfile, files) { WarmUp = new Contestant(Side.Raw, "build-kit", _tag, _kitDockerfile, files) },

        // The CLI builds with BuildKit only where it has its plug-in.
        Cli = Array.Exists(s_plugins, File.Exists) ? Context.CliContestant("DOCKER_BUILDKIT=1 docker build -q -t $1 $2 >/dev/null", _tag, folder) : null,
        Target = target,
        MayBeInSpread = true,
    };

    private Contestant? Cli(string folder) => Context.CliContestant("docker build -q -t $1 $2 >/dev/null", _tag, folder);

    private void WriteLarge(string folder, long bytes)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Join(folder, "Dockerfile"), _dockerfile);
        LargeFile.Write(Path.Join(folder, "large.bin"), bytes);
    }

    private static void WriteMany(string folder, string dockerfile, int files)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Join(folder, "Dockerfile"), dockerfile);
        for (int i = 0; i < files; i++)
        {
            (string name, byte[] content) = ContextFile.Small(i);
            string path = Path.Join(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }
}
