using DockerPS.Engine.Http;

namespace DockerPS.Tests.Http;

public sealed class ResponseBodyStreamTests
{
    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task What_is_kept_in_memory_has_a_limit(int length, bool fits)
    {
        await using var body = new ResponseBodyStream(new MemoryStream(new byte[length]), "the answer to GET /info") { ByteLimit = 10 };
        Exception? error = await Record.ExceptionAsync(() => body.CopyToAsync(Stream.Null));
        Assert.Equal(fits ? null : "More than 10 bytes came as the answer to GET /info.", (error as InvalidResponseException)?.Message);
        Assert.Equal(fits, error is null);
    }
}
