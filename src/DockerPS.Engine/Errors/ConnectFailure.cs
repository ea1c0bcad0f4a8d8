namespace DockerPS;

/// <summary>Why an engine could not be reached.</summary>
public enum ConnectFailure
{
    /// <summary>Something else; the message tells.</summary>
    Other,

    /// <summary>Nothing listens at the address.</summary>
    Refused,

    /// <summary>The socket file or the pipe is not there.</summary>
    NotFound,

    /// <summary>The user has no right to the socket or the pipe.</summary>
    PermissionDenied,

    /// <summary>The host name does not resolve, or there is no route to it.</summary>
    HostUnreachable,

    /// <summary>The TLS handshake failed, or a certificate was refused by either side.</summary>
    Tls,

    /// <summary>The ssh program is missing or ended with an error.</summary>
    Ssh,

    /// <summary>The connection was not there within the connect time limit.</summary>
    Timeout,

    /// <summary>The address answered, but not as a Docker engine.</summary>
    NotAnEngine,
}
