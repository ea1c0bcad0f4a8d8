using System.Security.Cryptography;
using DockerPS.Hosting.Output;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Output;

/// <summary>What is piped in, on its way to one reader or several.</summary>
public sealed class PipelineInputTests
{
    private const int Chunk = 64 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(3 * Chunk + 5)]
    public async Task Bytes_reach_every_reader_as_they_are(int size)
    {
        var input = new PipelineInput();
        CommandInput[] readers = [input.Open(), input.Open()];
        var copies = readers.Select(static _ => new MemoryStream()).ToArray();
        Task copying = Task.WhenAll(readers.Select((reader, i) => reader.CopyToAsync(copies[i], default)));
        using var expected = new MemoryStream();
        for (int i = 0; i < 50; i++)
        {
            byte[] bytes = RandomNumberGenerator.GetBytes(size);
            expected.Write(bytes);
            await input.WriteAsync(bytes, default);
        }

        input.Complete();
        await copying.WaitAsync(TestLimit.Patience);
        Assert.All(copies, copy => Assert.Equal(expected.ToArray(), copy.ToArray()));
    }

    [Fact]
    public async Task A_writer_gets_only_a_few_megabytes_ahead_of_the_slowest_reader()
    {
        var input = new PipelineInput();
        using CommandInput slow = input.Open();
        using CommandInput fast = input.Open();
        Task reading = fast.CopyToAsync(Stream.Null, default);
        byte[] bytes = new byte[Chunk];
        int written = 0;
        using var stop = new CancellationTokenSource();
        Task writing = Task.Run(async () =>
        {
            while (written < 1000)
            {
                await input.WriteAsync(bytes, stop.Token);
                Interlocked.Increment(ref written);
            }
        });

        // As far as it gets: then it waits for the slow one, and TryWrite has no room.
        await Wait.UntilAsync(() => !input.TryWrite(Array.Empty<byte>()), "the writer's wait");
        Assert.InRange(Volatile.Read(ref written), 1, 8 * 1024 * 1024 / Chunk);
        Task slowReading = slow.CopyToAsync(Stream.Null, default);
        await writing.WaitAsync(TestLimit.Patience);
        input.Complete();
        await Task.WhenAll(reading, slowReading).WaitAsync(TestLimit.Patience);
    }

    [Fact]
    public async Task A_reader_that_is_gone_holds_up_nobody()
    {
        var input = new PipelineInput();
        CommandInput gone = input.Open();
        CommandInput stays = input.Open();
        using var copy = new MemoryStream();
        Task reading = stays.CopyToAsync(copy, default);
        byte[] bytes = new byte[Chunk];
        Task writing = Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                await input.WriteAsync(bytes, default);
            }
        });
        await Wait.UntilAsync(() => !input.TryWrite(Array.Empty<byte>()) || writing.IsCompleted, "the writer's wait");
        gone.Dispose();
        await writing.WaitAsync(TestLimit.Patience);
        input.Complete();
        await reading.WaitAsync(TestLimit.Patience);
        Assert.Equal(500L * Chunk, copy.Length);
    }
}
