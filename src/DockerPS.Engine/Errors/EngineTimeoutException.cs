namespace DockerPS;

/// <summary>The engine took the connection but did not answer within the request time limit.</summary>
public sealed class EngineTimeoutException : DockerException
{
    internal EngineTimeoutException(string phase, TimeSpan limit, string message)
        : base(message)
    {
        Phase = phase;
        Limit = limit;
    }

    /// <summary>What was waited for, such as "the first byte of the answer to GET /info".</summary>
    public string Phase { get; }

    /// <summary>The limit that was exceeded.</summary>
    public TimeSpan Limit { get; }
}
