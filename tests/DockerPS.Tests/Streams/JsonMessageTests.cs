using System.Text.Json;
using DockerPS.Engine.Streams;

namespace DockerPS.Tests.Streams;

public sealed class JsonMessageTests
{
    [Fact]
    public void ErrorCarriesTextAndCode()
    {
        JsonMessage message = Read("""{"errorDetail":{"code":3,"message":"The command '/bin/sh -c exit 3' returned a non-zero code: 3"},"error":"older text"}""");
        Assert.True(message.IsError);
        OperationFailedException error = Assert.Throws<OperationFailedException>(() => message.ThrowIfError(StreamOperation.Build));
        Assert.Equal("The command '/bin/sh -c exit 3' returned a non-zero code: 3", error.Message);
        Assert.Equal(3, error.Code);
        Assert.Equal(StreamOperation.Build, error.Operation);
    }

    [Theory]
    [InlineData("""{"error":"denied\n"}""", "denied")]
    [InlineData("""{"errorDetail":{"message":""},"error":"denied"}""", "denied")]
    [InlineData("""{"errorDetail":{}}""", "The engine gave no reason.")]
    public void ErrorsOfOlderFormsAreErrors(string json, string text)
    {
        OperationFailedException error = Assert.Throws<OperationFailedException>(() => Read(json).ThrowIfError(StreamOperation.Pull));
        Assert.Equal(text, error.Message);
        Assert.Null(error.Code);
    }

    [Fact]
    public void ResultsOfEveryShapeAreKept()
    {
        JsonMessage built = Read("""{"aux":{"ID":"sha256:abc"}}""");
        Assert.Equal("sha256:abc", built.Aux!.Value.GetProperty("ID").GetString());

        JsonMessage trace = Read("""{"id":"moby.buildkit.trace","aux":"Cm8="}""");
        Assert.Equal("Cm8=", trace.Aux!.Value.GetString());
        trace.ThrowIfError(StreamOperation.Build);
    }

    [Fact]
    public void EmptyProgressIsProgressWithoutNumbers()
    {
        JsonMessage message = Read("""{"status":"Pulling fs layer","progressDetail":{},"id":"2408cc74d12b"}""");
        Assert.Null(message.ProgressDetail!.Current);
        Assert.Null(message.ProgressDetail.Total);
        Assert.False(message.IsError);
    }

    private static JsonMessage Read(string json) => JsonSerializer.Deserialize(json, StreamJsonContext.Default.JsonMessage)!;
}
