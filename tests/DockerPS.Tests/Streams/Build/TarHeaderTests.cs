using System.Formats.Tar;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Tests.Streams.Build;

/// <summary>The judge is the framework's reader.</summary>
public sealed class TarHeaderTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("with space/and\nnewline")]
    [InlineData("unicode/Größe 日本 🐳")]
    public void NamesSurvive(string name)
    {
        Assert.Equal(name, Read(new ArchiveItem(name, ArchiveItemKind.File, 420, 1), 0).Name);
        Assert.Equal(name + "/", Read(new ArchiveItem(name, ArchiveItemKind.Folder, 493, 1), 0).Name);
    }

    [Fact]
    public void NamesOfEveryLengthSurvive()
    {
        // 100 is the header's limit; around 95 the record's own length gains a digit.
        foreach (int length in Enumerable.Range(80, 40).Concat([255, 985, 990, 1000, 4000]))
        {
            string name = new('n', length);
            TarEntry entry = Read(new ArchiveItem(name, ArchiveItemKind.SymbolicLink, 511, 1) { LinkTarget = name + "/ü" }, 0);
            Assert.Equal(name, entry.Name);
            Assert.Equal(name + "/ü", entry.LinkName);
        }
    }

    [Fact]
    public void PlainEntriesAreOneBlockWithoutPaxRecords()
    {
        byte[] header = TarHeader.Create(new ArchiveItem(new string('n', 100), ArchiveItemKind.File, 420, 1_700_000_000), 5);
        Assert.Equal(512, header.Length);
        Assert.Equal((byte)'0', header[156]);
    }

    [Fact]
    public void ModeTimeAndOwnerAreThere()
    {
        const int setUidAndAll = 0b100_111_101_101;
        TarEntry entry = Read(new ArchiveItem("x", ArchiveItemKind.File, setUidAndAll, 1_700_000_000), 0);
        Assert.Equal((UnixFileMode)setUidAndAll, entry.Mode);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), entry.ModificationTime);
        Assert.Equal(0, entry.Uid);
        Assert.Equal(0, entry.Gid);
        Assert.Equal(TarEntryType.RegularFile, entry.EntryType);
    }

    [Theory]
    [InlineData(-86_400L)]
    [InlineData(0L)]
    [InlineData(8_589_934_591L)]
    [InlineData(8_589_934_592L)]
    public void TimesBeyondTheHeaderSurvive(long seconds) =>
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(seconds), Read(new ArchiveItem("x", ArchiveItemKind.Folder, 493, seconds), 0).ModificationTime);

    [Theory]
    [InlineData(8_589_934_591L, 512)]
    [InlineData(8_589_934_592L, 1536)]
    public void SizesBeyondTheHeaderGoIntoARecord(long size, int length)
    {
        byte[] header = TarHeader.Create(new ArchiveItem("big", ArchiveItemKind.File, 420, 1), size);
        Assert.Equal(length, header.Length);
        string text = System.Text.Encoding.ASCII.GetString(header);
        Assert.Equal(length > 512, text.Contains("size=8589934592\n", StringComparison.Ordinal));
        Assert.Equal(length == 512, text.Contains("77777777777", StringComparison.Ordinal));
    }

    [Fact]
    public void FifosAreFifos() =>
        Assert.Equal(TarEntryType.Fifo, Read(new ArchiveItem("pipe", ArchiveItemKind.Fifo, 420, 1), 0).EntryType);

    private static TarEntry Read(ArchiveItem entry, long size)
    {
        using var archive = new MemoryStream([.. TarHeader.Create(entry, size), .. new byte[1024]]);
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!;
    }
}
