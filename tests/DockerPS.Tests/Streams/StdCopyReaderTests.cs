using System.Text;
using DockerPS.Engine.Streams;
using static DockerPS.Tests.Streams.Frames;

namespace DockerPS.Tests.Streams;

public sealed class StdCopyReaderTests
{
    // Taken from a 20.10 engine: docker logs of a container that wrote "out\n" and "err\n".
    private static readonly byte[] s_captured =
    [
        1, 0, 0, 0, 0, 0, 0, 4, (byte)'o', (byte)'u', (byte)'t', (byte)'\n',
        2, 0, 0, 0, 0, 0, 0, 4, (byte)'e', (byte)'r', (byte)'r', (byte)'\n',
    ];

    [Fact]
    public async Task EverySplitPointGivesTheSameBytes()
    {
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(s_captured))
        {
            (string output, string error) = await ReadAllAsync(new StdCopyReader(stream));
            Assert.Equal("out\n", output);
            Assert.Equal("err\n", error);
        }
    }

    [Fact]
    public async Task FrameLongerThanTheBufferComesInParts()
    {
        byte[] data = new byte[300_000];
        new Random(1).NextBytes(data);
        var reader = new StdCopyReader(new MemoryStream(Join(Frame(1, data), Frame(2, "end"))));
        var read = new MemoryStream();
        int parts = 0, starts = 0;
        while (await reader.ReadAsync(default) && reader.Current.Stream == OutputStream.StandardOutput)
        {
            parts++;
            starts += reader.Current.StartsMessage ? 1 : 0;
            read.Write(reader.Current.Data.Span);
        }

        Assert.Equal(data, read.ToArray());
        Assert.True(parts > 1);
        Assert.Equal(1, starts);
        Assert.Equal("end", Encoding.UTF8.GetString(reader.Current.Data.Span));
        Assert.False(await reader.ReadAsync(default));
    }

    [Fact]
    public async Task AnnouncedLengthDoesNotSizeABuffer()
    {
        byte[] header = [1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[100]];
        var reader = new StdCopyReader(new MemoryStream(header));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reader.TryRead() || await reader.ReadAsync(default));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Equal(100, reader.Current.Data.Length);
        await Assert.ThrowsAsync<ConnectionLostException>(async () => await reader.ReadAsync(default));
    }

    [Fact]
    public async Task CutAnywhereInsideAFrameIsALostConnection()
    {
        byte[] frame = Frame(1, "hello");
        for (int length = 1; length < frame.Length; length++)
        {
            var reader = new StdCopyReader(new MemoryStream(frame[..length]));
            await Assert.ThrowsAsync<ConnectionLostException>(() => ReadAllAsync(reader));
        }
    }

    [Fact]
    public async Task BrokenConnectionIsALostConnection()
    {
        var stream = new PiecewiseStream([s_captured], new IOException("reset"));
        ConnectionLostException lost = await Assert.ThrowsAsync<ConnectionLostException>(() => ReadAllAsync(new StdCopyReader(stream)));
        Assert.Contains("reset", lost.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 4, 0, 0, 0, 0, 0, 0, 1, 65 })]
    [InlineData(new byte[] { 1, 0, 1, 0, 0, 0, 0, 1, 65 })]
    [InlineData(new byte[] { (byte)'/', (byte)' ', (byte)'#', (byte)' ', (byte)'l', (byte)'s', 13, 10 })]
    public async Task WhatIsNoFrameIsInvalid(byte[] bytes)
    {
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAllAsync(new StdCopyReader(new MemoryStream(bytes))));
    }

    [Fact]
    public async Task SystemErrorIsTheEnginesError()
    {
        byte[] bytes = Join(Frame(1, "before"), Frame(3, "Error grabbing logs: invalid character\n"));
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
        {
            DockerApiException error = await Assert.ThrowsAsync<DockerApiException>(() => ReadAllAsync(new StdCopyReader(stream)));
            Assert.Equal("Error grabbing logs: invalid character", error.Message);
        }
    }

    [Fact]
    public async Task StdinFramesAreOutputAndEmptyFramesNothing()
    {
        var reader = new StdCopyReader(new MemoryStream(Join(Frame(0, "in"), Frame(1, ""), Frame(1, "out"), Frame(2, ""))));
        (string output, string error) = await ReadAllAsync(reader);
        Assert.Equal("inout", output);
        Assert.Equal("", error);
    }

    [Fact]
    public async Task FirstBytesOfAMessageAreNeverTorn()
    {
        string text = new('x', 200);
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(Frame(1, text)))
        {
            var reader = new StdCopyReader(stream);
            Assert.True(await reader.ReadAsync(default));
            Assert.True(reader.Current.StartsMessage);
            Assert.True(reader.Current.Data.Length >= 64);
        }
    }

    [Fact]
    public async Task CancellationReachesTheRead()
    {
        var reader = new StdCopyReader(new MemoryStream(s_captured));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(new CancellationToken(true)));
    }

    [Fact]
    public async Task RawReaderGivesAllAsStandardOutput()
    {
        byte[] bytes = [1, 0, 0, 0, 0, 0, 0, 200, 255, 13, 10];
        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
        {
            var output = new MemoryStream();
            var error = new MemoryStream();
            await OutputReader.Create(stream, isTty: true).CopyToAsync(output, error, default);
            Assert.Equal(bytes, output.ToArray());
            Assert.Equal(0, error.Length);
        }
    }

    [Fact]
    public async Task CopyDropsTheOutputThatHasNoTarget()
    {
        var error = new MemoryStream();
        await OutputReader.Create(new MemoryStream(s_captured), isTty: false).CopyToAsync(null, error, default);
        Assert.Equal("err\n", Encoding.UTF8.GetString(error.ToArray()));
    }

    private static async Task<(string Output, string Error)> ReadAllAsync(OutputReader reader)
    {
        var output = new MemoryStream();
        var error = new MemoryStream();
        await reader.CopyToAsync(output, error, default);
        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
