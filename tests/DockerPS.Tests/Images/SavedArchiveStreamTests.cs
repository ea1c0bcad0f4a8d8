using System.Text;
using DockerPS.Engine.Streams;

namespace DockerPS.Tests.Images;

/// <summary>The end of an archive of images: zeros, or an error of the engine behind what it had written.</summary>
public sealed class SavedArchiveStreamTests
{
    private const string Error = "{\"errorDetail\":{\"message\":\"layer is gone\"},\"error\":\"layer is gone\"}\r\n";

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task An_error_behind_the_bytes_is_one_however_they_are_cut(int before)
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)'x', before), .. Encoding.ASCII.GetBytes(Error)];
        for (int piece = 1; piece <= Math.Min(bytes.Length, 300); piece++)
        {
            OperationFailedException failed = await Assert.ThrowsAsync<OperationFailedException>(() => ReadAsync(bytes, piece));
            Assert.Equal((StreamOperation.Save, "layer is gone"), (failed.Operation, failed.Message));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"errorDetail\":{\"message\":\"a file's own text\"}}\0\0\0\0")]
    [InlineData("{\"errorDetail\":{\"message\":")]
    [InlineData("{\"errorDetail\" is no JSON }")]
    [InlineData("{\"stream\":\"x\"}")]
    public async Task Everything_else_comes_through_as_it_is(string end)
    {
        byte[] bytes = [.. Enumerable.Range(0, 9_000).Select(static at => (byte)at), .. Encoding.ASCII.GetBytes(end)];
        foreach (int piece in new[] { 1, 7, 4095, 4096, 4097, bytes.Length })
        {
            Assert.Equal(bytes, await ReadAsync(bytes, piece));
        }
    }

    private static async Task<byte[]> ReadAsync(byte[] bytes, int piece)
    {
        await using var stream = new SavedArchiveStream(new MemoryStream(bytes));
        using var all = new MemoryStream();
        byte[] buffer = new byte[piece];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
