using System.Formats.Tar;
using System.Runtime.Versioning;
using System.Text;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Streams.Tar;

/// <summary>Archives that were made to do harm, and such as engines send.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TarExtractorTests
{
    private const string Unsafe = "UnsafeArchive";
    private const string Broken = "BadArchive";
    private const string InTheWay = "IOException";

    /// <summary>Each is refused as it says, or unpacked without harm where it says nothing.</summary>
    public static TheoryData<string, string?> Corpus
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach ((string name, (_, string? error)) in s_corpus)
            {
                data.Add(name, error);
            }

            return data;
        }
    }

    private static readonly Dictionary<string, (Func<Sandbox, byte[]> Make, string? Error)> s_corpus = new()
    {
        ["absolute"] = (box => new TarBytes().File(box.Outside + "/victim").ToArray(), Unsafe),
        ["absolute folder"] = (box => new TarBytes().Folder(box.Outside + "/evil").ToArray(), Unsafe),
        ["absolute of PAX"] = (box => new TarBytes().File("/" + new string('x', 200)).ToArray(), Unsafe),
        ["dots"] = (_ => new TarBytes().File("../neighbour").ToArray(), Unsafe),
        ["dots in the middle"] = (_ => new TarBytes().File("folder/../../neighbour").ToArray(), Unsafe),
        ["dots that stay inside"] = (_ => new TarBytes().File("folder/../x").ToArray(), Unsafe),
        ["dots alone"] = (_ => new TarBytes().Folder("..").ToArray(), Unsafe),
        ["dots of a link"] = (_ => new TarBytes().Link("../link", "x").ToArray(), Unsafe),
        ["empty name"] = (_ => new TarBytes().Header(new("x", ArchiveItemKind.File, 0, 0), 0, static header => header[0] = 0).ToArray(), Broken),
        ["NUL in a name"] = (_ => new TarBytes().File("victim\0" + new string('ü', 60)).ToArray(), Broken),
        ["through a link of its own"] = (box => new TarBytes().Link("out", box.Outside).File("out/victim").ToArray(), InTheWay),
        ["through a link of its own, relative"] = (_ => new TarBytes().Link("out", "../../outside").File("out/new").ToArray(), InTheWay),
        ["through two links of its own"] = (_ => new TarBytes().Link("a", "..").Link("b", "a/neighbour").File("b").File("a/neighbour").ToArray(), InTheWay),
        ["a folder through a link"] = (box => new TarBytes().Link("out", box.Outside).Folder("out/evil").ToArray(), InTheWay),
        ["a folder in the place of its link"] = (box => new TarBytes().Link("out", box.Outside).Folder("out").File("out/victim").ToArray(), InTheWay),
        ["a link through a link"] = (box => new TarBytes().Link("out", box.Outside).Link("out/evil", "x").ToArray(), InTheWay),
        ["a file over its link"] = (box => new TarBytes().Link("out", box.Outside + "/victim").File("out").ToArray(), null),
        ["a file over a link that leads nowhere"] = (box => new TarBytes().Link("out", box.Outside + "/new").File("out").ToArray(), null),
        ["through a link that was there"] = (_ => new TarBytes().File("to-folder/victim").ToArray(), InTheWay),
        ["deep through a link that was there"] = (_ => new TarBytes().File("to-folder/below/new").ToArray(), InTheWay),
        ["a folder over a link that was there"] = (_ => new TarBytes().Folder("to-folder").ToArray(), InTheWay),
        ["a file over a link that was there"] = (_ => new TarBytes().File("to-file").File("to-nothing").ToArray(), null),
        ["a file over a link to a folder"] = (_ => new TarBytes().File("to-folder").ToArray(), null),
        ["a link over a link that was there"] = (_ => new TarBytes().Link("to-folder", "/etc").File("to-folder/x").ToArray(), InTheWay),
        ["a hard link to the outside"] = (box => new TarBytes().HardLink("h", box.Outside + "/victim").File("h").ToArray(), Unsafe),
        ["a hard link with dots"] = (_ => new TarBytes().HardLink("h", "../neighbour").ToArray(), Unsafe),
        ["a hard link to what was there"] = (_ => new TarBytes().HardLink("h", "file").ToArray(), Unsafe),
        ["a hard link to what is not there"] = (_ => new TarBytes().HardLink("h", "nothing").ToArray(), Unsafe),
        ["a hard link to a folder"] = (_ => new TarBytes().Folder("d").HardLink("h", "d").ToArray(), Unsafe),
        ["a hard link through a link"] = (_ => new TarBytes().HardLink("h", "to-folder/victim").ToArray(), Unsafe),
        ["a hard link to a link that was there"] = (_ => new TarBytes().HardLink("h", "to-file").File("h").ToArray(), Unsafe),
        ["a hard link to its own link, then a file"] = (box => new TarBytes().Link("l", box.Outside + "/victim").HardLink("h", "l").File("h").ToArray(), null),
        ["a hard link to a file that a link has replaced"] =
            (box => new TarBytes().File("f").Link("f", box.Outside + "/victim").HardLink("h", "f").File("h").ToArray(), null),
        ["a hard link over a folder"] = (_ => new TarBytes().File("f").HardLink("folder", "f").ToArray(), InTheWay),
        ["a file over a folder"] = (_ => new TarBytes().File("folder").ToArray(), InTheWay),
        ["a link over a folder"] = (_ => new TarBytes().Link("folder", "../../outside").ToArray(), InTheWay),
        ["a folder over a file"] = (_ => new TarBytes().Folder("file").ToArray(), InTheWay),
        ["below a file"] = (_ => new TarBytes().File("file/x").ToArray(), InTheWay),
        ["a device"] = (_ => new TarBytes().Add(new("dev", ArchiveItemKind.CharacterDevice, 0b110_110_110, 0) { DeviceMajor = 1, DeviceMinor = 3 }).Add("disk", ArchiveItemKind.BlockDevice).ToArray(), null),
        ["a named pipe"] = (_ => new TarBytes().Add("pipe", ArchiveItemKind.Fifo).ToArray(), null),
        ["a hard link to a device"] = (_ => new TarBytes().Add("dev", ArchiveItemKind.CharacterDevice).HardLink("h", "dev").HardLink("i", "h").ToArray(), null),
        ["an unknown type"] = (_ => new TarBytes().Header(new("x", ArchiveItemKind.File, 0, 0), 0, static header => header[156] = (byte)'Q').ToArray(), null),
        ["a sparse file of GNU"] = (_ => new TarBytes().Header(new("x", ArchiveItemKind.File, 0, 0), 0, static header => header[156] = (byte)'S').ToArray(), Broken),
        ["a sparse file of PAX"] =
            (_ => new TarBytes().Add(new("x", ArchiveItemKind.File, 0, 0) { Records = new Dictionary<string, byte[]> { ["GNU.sparse.major"] = "1"u8.ToArray() } }).ToArray(), Broken),
        ["a wrong sum"] = (_ => new TarBytes().Header(new("x", ArchiveItemKind.File, 0, 0), 0, static header => header[0] = (byte)'y', sum: false).ToArray(), Broken),
        ["no archive"] = (_ => Encoding.ASCII.GetBytes(new string('a', 4096)), Broken),
        ["no end"] = (_ => new TarBytes().File("x").Cut(), Broken),
        ["nothing at all"] = (_ => [], Broken),
        ["cut in the content"] = (_ => new TarBytes().File("file", new string('b', 3000)).Cut(1000), Broken),
        ["cut in the header"] = (_ => new TarBytes().File("x").Folder("y").Cut(100), Broken),
        ["cut in the long name"] = (_ => new TarBytes().File(new string('x', 300)).Cut(1100), Broken),
        ["a huge size"] = (_ => new TarBytes().Header(new("file", ArchiveItemKind.File, 0b110_100_100, 0), 0, static header => Huge(header)).Raw(new byte[2048]).ToArray(), Broken),
        ["a negative size"] = (_ => new TarBytes().Header(new("file", ArchiveItemKind.File, 0, 0), 0, static header => header.AsSpan(124, 12).Fill(0xff)).ToArray(), Broken),
        ["a size that is no number"] = (_ => new TarBytes().Header(new("file", ArchiveItemKind.File, 0, 0), 0, static header => header[124] = (byte)'x').ToArray(), Broken),
        ["a huge PAX header"] = (_ => new TarBytes().Header(new("x", ArchiveItemKind.File, 0, 0), 0, static header => Huge(header, (byte)'x')).ToArray(), Broken),
        ["a huge long name"] = (_ => new TarBytes().Header(new("x", ArchiveItemKind.File, 0, 0), 0, static header => Huge(header, (byte)'L')).ToArray(), Broken),
        ["PAX records without a length"] = (_ => Pax("path=x\n").ToArray(), Broken),
        ["PAX records that are too long"] = (_ => Pax("99 path=x\n").ToArray(), Broken),
        ["PAX records of length 0"] = (_ => Pax("0 path=x\n").ToArray(), Broken),
        ["a negative PAX size"] = (_ => Pax("12 size=-10\n").ToArray(), Broken),
        ["names that were not asked for"] = (_ => new TarBytes().File("x").File(".bashrc").ToArray(), null),
    };

    [UnixTheory]
    [MemberData(nameof(Corpus))]
    public async Task Nothing_outside_of_the_target_changes(string name, string? error)
    {
        foreach (int chunk in new[] { int.MaxValue, 700, 1 })
        {
            using var box = new Sandbox();
            (Func<Sandbox, byte[]> make, _) = s_corpus[name];
            Exception? exception = await box.ExtractAsync(make(box), chunk: chunk);
            Assert.Equal(error, exception is ArchiveException archive ? archive.ErrorId : exception?.GetType().Name);
            Assert.Equal(box.Before, box.State());

            // Nor is a file that was there a part of another.
            Assert.Equal("mine", box.Read("file"));
            Assert.DoesNotContain(Directory.GetFileSystemEntries(box.Target), static path => Path.GetFileName(path).StartsWith('.') && Path.GetFileName(path) != ".bashrc");
        }
    }

    [UnixFact]
    public async Task Nothing_outside_changes_whatever_the_order_of_names_and_kinds()
    {
        string[] parts = ["..", ".", "a", "b", "to-folder", "to-file", "folder", "file", "", "victim"];
        ArchiveItemKind[] kinds = [ArchiveItemKind.File, ArchiveItemKind.Folder, ArchiveItemKind.SymbolicLink, ArchiveItemKind.HardLink];
        for (int seed = 0; seed < 120; seed++)
        {
            var random = new Random(seed);
            using var box = new Sandbox();
            string[] targets = [box.Outside, "../../outside", "..", ".", "a", "b", "../outside/victim", box.Outside + "/victim", "/"];
            for (int run = 0; run < 6; run++)
            {
                var bytes = new TarBytes();
                for (int i = 0; i < 5; i++)
                {
                    // Mostly of what is allowed, so that much is written.
                    string name = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => parts[random.Next(run < 2 ? 0 : 2, parts.Length)]));
                    ArchiveItemKind kind = kinds[random.Next(kinds.Length)];
                    string link = kind == ArchiveItemKind.HardLink && random.Next(2) == 0 ? parts[random.Next(2, parts.Length)] : targets[random.Next(targets.Length)];
                    bytes.Add(name.Length == 0 ? "x" : name, kind, kind == ArchiveItemKind.File ? "bad" : "", link, mode: random.Next(0b1000_0000_0000) | 0b111_000_000);
                }

                await box.ExtractAsync(bytes.ToArray(), into: run % 2 == 0);
                Assert.True(box.Before == box.State(), $"seed {seed}, run {run}");
            }
        }
    }

    [UnixFact]
    public async Task A_name_that_was_not_asked_for_is_refused()
    {
        using var box = new Sandbox();
        Exception? exception = await box.ExtractAsync(new TarBytes().File("asked/x").File("asked-too").ToArray(), with: static options => options with { Base = "asked" });
        Assert.Equal(Unsafe, Assert.IsType<ArchiveException>(exception).ErrorId);
        Assert.Equal("bad", box.Read("x"));
        Assert.False(box.Has("asked-too"));
    }

    [UnixFact]
    public async Task Of_the_root_names_are_absolute()
    {
        using var box = new Sandbox();
        Assert.Null(await box.ExtractAsync(new TarBytes().Folder("").Folder("/bin").File("/bin/x", "1").HardLink("/bin/y", "/bin/x").ToArray(), with: static options => options with { Base = "/" }));
        Assert.Equal("1", box.Read("bin/y"));
    }

    [UnixTheory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public async Task Archives_of_other_programs_arrive_whole(TarEntryFormat format)
    {
        using var box = new Sandbox();
        using var bytes = new MemoryStream();
        bool isLong = format is TarEntryFormat.Pax or TarEntryFormat.Gnu;
        string longName = isLong ? new string('n', 150) + "/" + new string('m', 200) : "short";
        var time = new DateTimeOffset(2001, 2, 3, 4, 5, 6, TimeSpan.Zero);
        using (var writer = new TarWriter(bytes, format, leaveOpen: true))
        {
            TarEntry Make(TarEntryType type, string name) => format switch
            {
                TarEntryFormat.V7 => new V7TarEntry(type == TarEntryType.RegularFile ? TarEntryType.V7RegularFile : type, name),
                TarEntryFormat.Ustar => new UstarTarEntry(type, name),
                TarEntryFormat.Gnu => new GnuTarEntry(type, name),
                _ => new PaxTarEntry(type, name),
            };
            void Add(TarEntryType type, string name, Action<TarEntry> set)
            {
                TarEntry entry = Make(type, name);
                entry.ModificationTime = time;
                set(entry);
                writer.WriteEntry(entry);
            }

            Add(TarEntryType.Directory, "d/", static entry => entry.Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Add(TarEntryType.RegularFile, "d/f", static entry =>
            {
                entry.Mode = UnixFileMode.UserRead | UnixFileMode.OtherRead | UnixFileMode.SetUser;
                entry.DataStream = new MemoryStream(Enumerable.Range(0, 700_001).Select(static i => (byte)i).ToArray());
            });
            Add(TarEntryType.SymbolicLink, "d/l", static entry => entry.LinkName = "../../x");
            Add(TarEntryType.HardLink, "d/h", static entry => entry.LinkName = "d/f");
            Add(TarEntryType.RegularFile, longName, static entry => entry.DataStream = new MemoryStream("long"u8.ToArray()));
            if (isLong)
            {
                Add(TarEntryType.SymbolicLink, "long", entry => entry.LinkName = longName);
                Add(TarEntryType.RegularFile, "ünïcode ☃\nline", static entry => entry.Mode = UnixFileMode.UserRead);
            }
        }

        foreach (int chunk in new[] { int.MaxValue, 999 })
        {
            Assert.Null(await box.ExtractAsync(bytes.ToArray(), chunk: chunk));
            Assert.Empty(box.Warnings);
            Assert.Equal(Enumerable.Range(0, 700_001).Select(static i => (byte)i), await File.ReadAllBytesAsync(Path.Join(box.Target, "d/f")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.OtherRead, File.GetUnixFileMode(Path.Join(box.Target, "d/f")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Join(box.Target, "d")));
            Assert.Equal("../../x", new FileInfo(Path.Join(box.Target, "d/l")).LinkTarget);
            Assert.Equal("long", box.Read(longName));
            foreach (string name in new[] { "d", "d/f", "d/h", longName })
            {
                Assert.Equal(time.UtcDateTime, File.GetLastWriteTimeUtc(Path.Join(box.Target, name)));
            }

            Assert.Equal(time.UtcDateTime, new FileInfo(Path.Join(box.Target, "d/l")).LastWriteTimeUtc);
            if (isLong)
            {
                Assert.Equal(longName, new FileInfo(Path.Join(box.Target, "long")).LinkTarget);
                Assert.True(box.Has("ünïcode ☃\nline"));
            }

            // Two names of one file: what is written to the one is in the other.
            File.SetUnixFileMode(Path.Join(box.Target, "d/f"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await File.WriteAllTextAsync(Path.Join(box.Target, "d/f"), "both");
            Assert.Equal("both", box.Read("d/h"));
            Assert.Equal(box.Before, box.State());
        }
    }

    [UnixFact]
    public async Task The_last_of_two_entries_of_a_name_stays()
    {
        using var box = new Sandbox();
        Assert.Null(await box.ExtractAsync(new TarBytes().File("x", "one").HardLink("y", "x").File("x", "two").Link("z", "x").File("z", "three").ToArray()));
        Assert.Equal(("two", "one", "three"), (box.Read("x"), box.Read("y"), box.Read("z")));
    }

    [UnixFact]
    public async Task A_file_that_breaks_off_leaves_what_was_there_and_nothing_new()
    {
        using var box = new Sandbox();
        Assert.IsType<ArchiveException>(await box.ExtractAsync(new TarBytes().File("file", new string('b', 3000)).Cut(1000)));
        Assert.IsType<ArchiveException>(await box.ExtractAsync(new TarBytes().File("new", new string('b', 3000)).Cut(1000)));
        Assert.Equal("mine", box.Read("file"));
        Assert.Equal(["file", "folder", "to-file", "to-folder", "to-nothing"], Directory.GetFileSystemEntries(box.Target).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [UnixFact]
    public async Task Names_that_differ_in_case_only_are_refused_where_they_are_one()
    {
        byte[] archive = new TarBytes().File("d/a", "1").File("D/A", "2").ToArray();
        using var box = new Sandbox();
        Assert.Null(await box.ExtractAsync(archive));
        Exception? exception = await box.ExtractAsync(archive, with: static options => options with { IgnoreCase = true });
        Assert.Equal(Unsafe, Assert.IsType<ArchiveException>(exception).ErrorId);
    }

    [UnixTheory]
    [InlineData("CON")]
    [InlineData("nul.txt")]
    [InlineData("com1")]
    [InlineData("LPT9 .x")]
    [InlineData("a:b")]
    [InlineData("a\\..\\..\\b")]
    [InlineData("trailing.")]
    [InlineData("trailing ")]
    [InlineData("tab\tbed")]
    public async Task Names_that_Windows_cannot_have_are_left_out_there(string name)
    {
        using var box = new Sandbox();
        byte[] archive = new TarBytes().File("ok", "1").File(name, "2").File(name + "/below", "3").HardLink("h", name).ToArray();
        Assert.Null(await box.ExtractAsync(archive, with: static options => options with { WindowsNames = true }));
        Assert.Equal((true, false, false), (box.Has("ok"), box.Has(name), box.Has("h")));
        Assert.Equal(3, box.Warnings.Count);
        Assert.DoesNotContain(box.Warnings, static text => text.Any(char.IsControl));
        Assert.True(ArchiveName.IsWindowsName("console.txt") && ArchiveName.IsWindowsName("com10") && ArchiveName.IsWindowsName(".x"));
    }

    [UnixFact]
    public async Task What_is_left_out_is_told()
    {
        using var box = new Sandbox();
        Assert.Null(await box.ExtractAsync(s_corpus["a hard link to a device"].Make(box)));
        Assert.Equal(3, box.Warnings.Count);
        Assert.Contains("device", box.Warnings[0], StringComparison.Ordinal);
        Assert.False(box.Has("dev") || box.Has("h") || box.Has("i"));
        Assert.Null(await box.ExtractAsync(new TarBytes().Header(new("x", ArchiveItemKind.File, 0, 0), 0, static header => header[0] = 0xff).ToArray()));
        Assert.Contains("UTF-8", box.Warnings[3], StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Memory_does_not_grow_with_what_a_header_says()
    {
        using var box = new Sandbox();
        byte[] archive = s_corpus["a huge PAX header"].Make(box);
        long before = GC.GetAllocatedBytesForCurrentThread();
        await box.ExtractAsync(archive);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    // The largest number that fits: 8 EB less one byte.
    private static void Huge(byte[] header, byte? type = null)
    {
        header.AsSpan(124, 12).Clear();
        header[124] = 0x80;
        header.AsSpan(128, 8).Fill(0xff);
        header[128] = 0x7f;
        header[156] = type ?? header[156];
    }

    private static TarBytes Pax(string records)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(records);
        return new TarBytes()
            .Header(new("x", ArchiveItemKind.File, 0, 0), bytes.Length, static header => header[156] = (byte)'x')
            .Raw(bytes).Raw(new byte[TarHeader.Padding(bytes.Length)])
            .File("file");
    }
}
