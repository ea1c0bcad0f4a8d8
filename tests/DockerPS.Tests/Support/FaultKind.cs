namespace DockerPS.Tests.Support;

/// <summary>What a <see cref="FaultProxy"/> does to an answer.</summary>
internal enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Ends the connection as if the engine had closed it.</summary>
    Cut,

    /// <summary>Ends the connection with a TCP reset.</summary>
    Reset,

    /// <summary>Holds back the rest and keeps the connection open.</summary>
    Stall,

    /// <summary>Replaces the rest by bytes that mean nothing.</summary>
    Garbage,

    /// <summary>Passes the rest on in small pieces.</summary>
    Chop,
}
