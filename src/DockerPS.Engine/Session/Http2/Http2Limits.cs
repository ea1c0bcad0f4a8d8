namespace DockerPS.Engine.Session.Http2;

/// <summary>What one connection may make us keep in memory.</summary>
internal sealed record Http2Limits
{
    public static Http2Limits Default { get; } = new();

    /// <summary>Streams at a time, those included whose work goes on although the client has given them up.</summary>
    public int Streams { get; init; } = 100;

    /// <summary>The bytes of one stream that may wait to be read.</summary>
    public int StreamWindow { get; init; } = 256 * 1024;

    /// <summary>The bytes of all streams that may be on their way.</summary>
    public int ConnectionWindow { get; init; } = 1024 * 1024;

    /// <summary>The headers of one request, as SETTINGS_MAX_HEADER_LIST_SIZE counts them; also the bytes of their block.</summary>
    public int HeaderListSize { get; init; } = 64 * 1024;

    /// <summary>CONTINUATION frames of one block; and frames of data in a row without any.</summary>
    public int EmptyFrames { get; init; } = 1000;
}
