using System.Text;
using DockerPS.Engine.Streams;
using static DockerPS.Tests.Streams.Frames;

namespace DockerPS.Tests.Streams;

public sealed class OutputLineReaderTests
{
    [Fact]
    public async Task EverySplitPointOfFramesGivesTheSameLines()
    {
        byte[] bytes = Join(
            Frame(1, "one\ntw"), Frame(2, "grün\r\n"), Frame(1, "o\n\n"), Frame(2, "un"), Frame(1, "日本🐳\n"), Frame(2, "ended"));
        string[] expected = ["O one", "E grün", "O two", "O ", "O 日本🐳", "E unended"];
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
            Assert.Equal(expected, await ReadAsync(new StdCopyReader(stream)));
    }

    [Fact]
    public async Task CharactersSplitOverFramesComeTogetherPerStream()
    {
        byte[] output = Encoding.UTF8.GetBytes("ä日🐳x\n"), error = Encoding.UTF8.GetBytes("🐳ö\n");
        // Every byte in a frame of its own, the two streams in turn.
        byte[] bytes = [];
        for (int i = 0; i < Math.Max(output.Length, error.Length); i++)
        {
            if (i < output.Length)
                bytes = Join(bytes, Frame(1, [output[i]]));
            if (i < error.Length)
                bytes = Join(bytes, Frame(2, [error[i]]));
        }

        Assert.Equal(["E 🐳ö", "O ä日🐳x"], await ReadAsync(new StdCopyReader(new MemoryStream(bytes))));
        Assert.Equal(["E 🐳ö", "O ä日🐳x"], await ReadAsync(new StdCopyReader(PiecewiseStream.OneByOne(bytes))));
    }

    [Fact]
    public async Task TenThousandLinesOfMultiByteCharactersInOddPieces()
    {
        string[] lines = [.. Enumerable.Range(0, 10_000).Select(i => $"{i} – Größe 日本語 🐳")];
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        byte[] framed = Join([.. text.Chunk(37).Select(piece => Frame(1, piece))]);
        var stream = new PiecewiseStream(framed.Chunk(101));
        Assert.Equal(lines.Select(line => "O " + line), await ReadAsync(new StdCopyReader(stream)));
    }

    [Fact]
    public async Task InvalidBytesBecomeReplacementCharactersAndSpoilNoOtherLine()
    {
        byte[] bytes = [(byte)'a', 0xFF, (byte)'b', (byte)'\n', 0xE6, 0x97, (byte)'\n', (byte)'c', 0xF0, 0x9F];
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
            Assert.Equal(["O a\uFFFDb", "O \uFFFD", "O c\uFFFD"], await ReadAsync(new RawOutputReader(stream)));
    }

    [Fact]
    public async Task OnlyTheReturnBeforeANewlineBelongsToTheLineEnd()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("10%\r20%\r\n\r\nlast\r\r\n$ \r");
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
            Assert.Equal(["O 10%\r20%", "O ", "O last\r", "O $ "], await ReadAsync(new RawOutputReader(stream)));
    }

    [Fact]
    public async Task EmptyOutputHasNoLine()
    {
        Assert.Empty(await ReadAsync(new RawOutputReader(new MemoryStream())));
    }

    [Fact]
    public async Task TooLongLinesComeInPiecesOfWholeCharacters()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("aaaa日本bbbbbbbbbb\nccccccccc\r\nd🐳🐳🐳\n");
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
        {
            string[] lines = await ReadAsync(new RawOutputReader(stream), lineLimit: 9);
            Assert.DoesNotContain(lines, line => line.Contains('\uFFFD', StringComparison.Ordinal));
            Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line) - 2, 1, 9));
            Assert.Equal("aaaa日本bbbbbbbbbbcccccccccd🐳🐳🐳", string.Concat(lines.Select(line => line[2..])));
            Assert.Equal(["O aaaa日", "O 本bbbbbb", "O bbbb", "O ccccccccc", "O d🐳🐳", "O 🐳"], lines);
        }
    }

    [Fact]
    public async Task LostConnectionStillGivesTheLinesBeforeIt()
    {
        byte[] bytes = Join(Frame(1, "one\ntwo\n"), Frame(1, "three")[..10]);
        var reader = new OutputLineReader(new StdCopyReader(new MemoryStream(bytes)));
        var lines = new List<string>();
        await Assert.ThrowsAsync<ConnectionLostException>(async () =>
        {
            await foreach (OutputLine line in reader.ReadAllAsync())
                lines.Add(line.Text);
        });
        Assert.Equal(["one", "two"], lines);
    }

    [Fact]
    public async Task TimestampsAreTakenOffEachLine()
    {
        byte[] bytes = Join(
            Frame(1, "2024-03-31T00:59:59.123456789Z hello\n"),
            Frame(2, "2024-03-31T01:00:00.000000000Z \n"),
            Frame(1, "no timestamp\n"));
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
        {
            List<OutputLine> lines = await CollectAsync(new OutputLineReader(new StdCopyReader(stream), timestamps: true));
            Assert.Equal(["hello", "", "no timestamp"], lines.Select(line => line.Text));
            Assert.Equal(new DateTime(2024, 3, 31, 0, 59, 59, DateTimeKind.Utc).AddTicks(1234567), lines[0].Timestamp!.Value.ToUniversalTime());
            Assert.Equal(DateTimeKind.Local, lines[0].Timestamp!.Value.Kind);
            Assert.Equal(new DateTime(2024, 3, 31, 1, 0, 0, DateTimeKind.Utc), lines[1].Timestamp!.Value.ToUniversalTime());
            Assert.Null(lines[2].Timestamp);
        }
    }

    [Fact]
    public async Task TimestampsInsideALongLineAreTakenOutOfIt()
    {
        // The engine keeps a long line in parts of 16 KiB and puts a timestamp before each of them.
        string part = new('x', 16 * 1024);
        byte[] bytes = Join(
            Frame(1, "2024-01-01T00:00:00.000000001Z " + part),
            Frame(2, "2024-01-01T00:00:00.000000002Z between\n"),
            Frame(1, "2024-01-01T00:00:00.000000003Z " + part),
            Frame(1, "2024-01-01T00:00:00.000000004Z end\n"));
        var stream = new PiecewiseStream(bytes.Chunk(997));
        List<OutputLine> lines = await CollectAsync(new OutputLineReader(new StdCopyReader(stream), timestamps: true));
        Assert.Equal(["between", part + part + "end"], lines.Select(line => line.Text));
    }

    private static async Task<List<OutputLine>> CollectAsync(OutputLineReader reader)
    {
        var lines = new List<OutputLine>();
        await foreach (OutputLine line in reader.ReadAllAsync())
            lines.Add(line);
        return lines;
    }

    private static async Task<string[]> ReadAsync(OutputReader source, int lineLimit = LineSplitter.DefaultLimit)
    {
        List<OutputLine> lines = await CollectAsync(new OutputLineReader(source, lineLimit: lineLimit));
        return [.. lines.Select(line => $"{(line.Stream == OutputStream.StandardError ? 'E' : 'O')} {line.Text}")];
    }
}
