namespace DockerPS.Engine.Session.Http2;

/// <summary>The other side broke the rules of HTTP/2, or passed a limit of ours. It ends the connection, by a GOAWAY with this code, or one stream.</summary>
internal sealed class Http2Exception : Exception
{
    /// <param name="code">What the other side is told.</param>
    /// <param name="message">What it did, as a part of a sentence.</param>
    /// <param name="streamId">The only stream that ends; 0 for the connection.</param>
    public Http2Exception(Http2ErrorCode code, string message, int streamId = 0)
        : base(message)
    {
        Code = code;
        StreamId = streamId;
    }

    public Http2ErrorCode Code { get; }

    public int StreamId { get; }
}
