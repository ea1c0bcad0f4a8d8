namespace DockerPS.Engine.Session.Http2;

/// <summary>The flags of frames. Which one a bit is depends on the type of the frame.</summary>
internal static class Http2Flags
{
    public const byte None = 0;

    /// <summary>SETTINGS, PING: an answer.</summary>
    public const byte Ack = 0x1;

    /// <summary>DATA, HEADERS: the last of its side of the stream.</summary>
    public const byte EndStream = 0x1;

    /// <summary>HEADERS, CONTINUATION: the block of headers ends here.</summary>
    public const byte EndHeaders = 0x4;

    /// <summary>DATA, HEADERS: a length of padding comes first, and the padding last.</summary>
    public const byte Padded = 0x8;

    /// <summary>HEADERS: five bytes of priority come first.</summary>
    public const byte Priority = 0x20;
}
