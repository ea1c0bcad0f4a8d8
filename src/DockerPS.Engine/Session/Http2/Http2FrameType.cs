namespace DockerPS.Engine.Session.Http2;

/// <summary>The types of frames (RFC 9113, 6). Others exist, and are passed over.</summary>
internal enum Http2FrameType : byte
{
    Data = 0,
    Headers = 1,
    Priority = 2,
    RstStream = 3,
    Settings = 4,
    PushPromise = 5,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
    Continuation = 9,
}
