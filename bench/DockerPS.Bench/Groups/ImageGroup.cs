using DockerPS.Bench.Measuring;
using DockerPS.Bench.Reporting;

namespace DockerPS.Bench.Groups;

/// <summary>Saves, loads, pushes and pulls images with one large layer. Each row has images of its own: a layer that another image has is neither loaded nor pulled.</summary>
internal sealed class ImageGroup : BenchGroup
{
    private const string Large = "large";
    private const string Small = "small";

    private readonly string _file;
    private readonly BenchRow _save;
    private readonly BenchRow _load;
    private readonly BenchRow? _push;
    private readonly BenchRow? _pull;

    public ImageGroup(BenchContext context)
        : base(context)
    {
        _file = Path.Join(context.Folder, "saved.tar");
        _save = Row("image-save", "`Export-Image -OutFile`", "docker save -o $3 $1:$2", name => [Local("save"), name, _file], own: name => [$"{Local("save")}:{name}", _file], raw: name => [$"{Local("save")}:{name}"]);
        _load = Row("image-load", "`Import-Image`", "docker load -q -i $1 >/dev/null", name => [Archive(name)]);
        if (context.Registry is not null)
        {
            _push = Row("push", "`Push-Image` to a registry that has nothing of it,", "docker push -q $1:$2 >/dev/null", name => [Remote("push"), name]);
            _pull = Row("pull", "`Receive-Image`", "docker pull -q $1:$2 >/dev/null", name => [Remote("pull"), name]);
        }
    }

    public override IReadOnlyList<BenchRow> Rows => [.. new[] { _save, _load, _push, _pull }.OfType<BenchRow>()];

    protected override Task PrepareAsync(IReadOnlyList<BenchRow> rows) => Task.Run(() =>
    {
        foreach ((string name, long bytes) in new[] { (Large, Context.Sizes.ImageBytes), (Small, BenchSizes.Tenth(Context.Sizes.ImageBytes)) })
        {
            if (rows.Contains(_save))
            {
                Make(Local("save"), name, "save", bytes);
            }

            if (rows.Contains(_load))
            {
                Make(Local("load"), name, "load", bytes);
                Context.Raw.Save($"{Local("load")}:{name}", Archive(name));
            }

            if (_push is not null && rows.Contains(_push))
            {
                Make(Remote("push"), name, "push", bytes);
            }

            if (_pull is not null && rows.Contains(_pull))
            {
                Make(Remote("pull"), name, "pull", bytes);
                Context.Raw.Push(Remote("pull"), name);
            }
        }
    });

    protected override void Before(Contestant contestant)
    {
        switch (RowOf(contestant)?.Name)
        {
            case "image-load":
                Context.Raw.RemoveImage($"{Local("load")}:{Large}");
                Context.Raw.RemoveImage($"{Local("load")}:{Small}");
                break;
            case "push":
                Context.Registry!.ForgetLayers($"{Context.Name}-push", Large);
                Context.Registry.ForgetLayers($"{Context.Name}-push", Small);
                break;
            case "pull":
                Context.Raw.RemoveImage($"{Remote("pull")}:{Large}");
                Context.Raw.RemoveImage($"{Remote("pull")}:{Small}");
                break;
            default:
                File.Delete(_file);
                break;
        }

        BenchContext.Settle();
    }

    protected override void Clean()
    {
        string[] files = [_file, Archive(Large), Archive(Small)];
        Array.ForEach(files, File.Delete);
        string[] repositories = [Local("save"), Local("load"), .. Context.Registry is null ? [] : new[] { Remote("push"), Remote("pull") }];
        foreach (string repository in repositories)
        {
            Context.Raw.RemoveImage($"{repository}:{Large}");
            Context.Raw.RemoveImage($"{repository}:{Small}");
        }
    }

    private BenchRow? RowOf(Contestant contestant) => Rows.FirstOrDefault(row =>
        new[] { row.Own, row.Raw, row.Cli, row.Small, row.Own.WarmUp, row.Raw.WarmUp }.Contains(contestant));

    private BenchRow Row(
        string name, string title, string cli, Func<string, string[]> arguments, Func<string, string[]>? own = null, Func<string, string[]>? raw = null)
    {
        own ??= arguments;
        raw ??= arguments;
        var small = new Contestant(Side.Own, name, own(Small));
        return new BenchRow
        {
            Name = name,
            Title = $"{title} of {SizeName.Of(Context.Sizes.ImageBytes)}",
            Own = new Contestant(Side.Own, name, own(Large)) { WarmUp = small },
            Raw = new Contestant(Side.Raw, name, raw(Large)) { WarmUp = new Contestant(Side.Raw, name, raw(Small)) },
            Cli = Context.CliContestant(cli, arguments(Large)),
            Small = small,
            Target = ByteTarget,
            MayBeInSpread = true,
        };
    }

    private void Make(string repository, string tag, string file, long bytes) => Context.Raw.MakeImage(repository, tag, $"{file}.bin", bytes);

    private string Local(string name) => $"{Context.Name}-{name}";

    private string Remote(string name) => $"{Context.Registry!.Address}/{Local(name)}";

    private string Archive(string name) => Path.Join(Context.Folder, $"image-{name}.tar");
}
