using System.Net;

namespace DockerPS.Engine.Http;

/// <summary>Sends the caller's content, and keeps apart what fails on its side and what fails on the network's.</summary>
internal sealed class UploadContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly RequestClock _clock;

    public UploadContent(HttpContent content, RequestClock clock)
    {
        _content = content;
        _clock = clock;
        foreach (KeyValuePair<string, IEnumerable<string>> header in content.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Content of known length is written to its end even where nobody reads any more: the handler insists on the length.
        bool stopEarly = _content.Headers.ContentLength is null;
        var target = new UploadStream(stream, () => stopEarly && _clock.Connection is { WriteFailed: true });
        _clock.BeginContent();
        try
        {
            await _content.CopyToAsync(target, context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (target.Stopped)
        {
            // The answer says why nobody reads any more.
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _clock.ContentError = e is HttpRequestException { InnerException: { } inner } ? inner : e;
            throw;
        }
        finally
        {
            _clock.EndContent();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _content.Headers.ContentLength ?? 0;
        return _content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
