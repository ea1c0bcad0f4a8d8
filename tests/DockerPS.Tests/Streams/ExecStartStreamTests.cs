using System.Text;
using DockerPS.Engine.Streams;

namespace DockerPS.Tests.Streams;

public sealed class ExecStartStreamTests
{
    private const string Word = "OCI runtime exec failed: exec failed: \"x\": executable file not found in $PATH: unknown\r\n";

    public static TheoryData<int> Pieces => [1, 2, 7, 8, 9, 33, 4096];

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task TakesTheEnginesWordOutOfFrames(int piece)
    {
        (byte[] passed, string? error) = await ReadAsync(Frames.Frame(1, Word), isTty: false, piece);
        Assert.Empty(passed);
        Assert.Equal(Word.Trim(), error);
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task TakesTheEnginesWordOutOfARawStream(int piece)
    {
        (byte[] passed, string? error) = await ReadAsync(Encoding.UTF8.GetBytes(Word), isTty: true, piece);
        Assert.Empty(passed);
        Assert.Equal(Word.Trim(), error);
    }

    public static TheoryData<byte[]> Others =>
    [
        [],
        Frames.Frame(1, "hello\n"),
        Frames.Frame(2, Word),
        Frames.Frame(1, "OCI"),
        Frames.Frame(1, "OCI runtime exec failed: said by a program\n"),
        Frames.Join(Frames.Frame(1, Word), Frames.Frame(1, "more\r\n")),
        Frames.Join(Frames.Frame(1, Word), Frames.Frame(2, "\r\n")),
        Frames.Frame(1, Word)[..20],
        Frames.Frame(1, Word + new string('x', 40_000) + "\r\n"),
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task PassesAllElse(byte[] bytes)
    {
        foreach (int piece in Pieces)
        {
            (byte[] passed, string? error) = await ReadAsync(bytes, isTty: false, piece);
            Assert.Equal(bytes, passed);
            Assert.Null(error);
        }
    }

    private static async Task<(byte[] Passed, string? Error)> ReadAsync(byte[] bytes, bool isTty, int piece)
    {
        var stream = new ExecStartStream(new PiecewiseStream(bytes.Chunk(piece)), isTty);
        using var passed = new MemoryStream();
        await stream.CopyToAsync(passed);
        return (passed.ToArray(), stream.Error);
    }
}
