using System.Net;

namespace DockerPS.Tests.Http;

/// <summary>A body whose source breaks.</summary>
internal sealed class FailingContent : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new FileNotFoundException("the caller's file");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
