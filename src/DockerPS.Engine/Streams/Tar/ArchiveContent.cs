using System.Net;
using System.Net.Http.Headers;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>The body of a request: an archive that is made while it is sent, its length not known before.</summary>
internal sealed class ArchiveContent : HttpContent
{
    private readonly Func<Stream, CancellationToken, Task> _write;

    public ArchiveContent(Func<Stream, CancellationToken, Task> write)
    {
        _write = write;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        _write(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _write(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
