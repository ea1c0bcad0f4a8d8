using DockerPS.Engine.Http;
using DockerPS.Tests.Streams;

namespace DockerPS.Tests.Http;

public sealed class ReadAheadStreamTests
{
    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, 10_000).Select(number => (byte)(number * 7))];

    [Fact]
    public async Task Many_small_reads_are_one_of_the_connection()
    {
        var connection = new PiecewiseStream([s_bytes, [1]]);
        await using var stream = new ReadAheadStream(connection);

        byte[] read = new byte[s_bytes.Length];
        for (int at = 0; at < read.Length; at += 100)
            Assert.Equal(100, await stream.ReadAsync(read.AsMemory(at, 100)));

        Assert.Equal(s_bytes, read);
        Assert.Equal(1, connection.Left);
    }

    [Fact]
    public async Task Every_split_gives_the_same_bytes_and_the_end()
    {
        byte[] few = s_bytes[..300];
        foreach (PiecewiseStream connection in PiecewiseStream.SplitEverywhere(few))
        {
            await using var stream = new ReadAheadStream(connection);
            using var all = new MemoryStream();
            byte[] buffer = new byte[7];
            for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
                all.Write(buffer, 0, read);

            Assert.Equal(few, all.ToArray());
            Assert.Equal(0, await stream.ReadAsync(buffer));
        }
    }

    [Fact]
    public async Task Synchronous_reads_begin_with_what_was_read_ahead()
    {
        await using var stream = new ReadAheadStream(new PiecewiseStream([s_bytes[..100], s_bytes[100..]]));
        byte[] read = new byte[s_bytes.Length];
        Assert.Equal(10, await stream.ReadAsync(read.AsMemory(0, 10)));

        Assert.Equal(90, stream.Read(read, 10, 1000));
        stream.ReadExactly(read, 100, read.Length - 100);

        Assert.Equal(s_bytes, read);
    }

    [Fact]
    public async Task What_fails_is_told_behind_what_had_come()
    {
        await using var stream = new ReadAheadStream(new PiecewiseStream([s_bytes[..10]], new IOException("broken")));
        byte[] read = new byte[10];
        await stream.ReadExactlyAsync(read);

        await Assert.ThrowsAsync<IOException>(async () => await stream.ReadExactlyAsync(read));
    }
}
