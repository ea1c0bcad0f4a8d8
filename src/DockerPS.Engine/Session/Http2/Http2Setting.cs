namespace DockerPS.Engine.Session.Http2;

/// <summary>The parameters of SETTINGS (RFC 9113, 6.5.2).</summary>
internal enum Http2Setting
{
    HeaderTableSize = 1,
    EnablePush = 2,
    MaxConcurrentStreams = 3,
    InitialWindowSize = 4,
    MaxFrameSize = 5,
    MaxHeaderListSize = 6,
}
