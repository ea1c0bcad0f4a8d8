namespace DockerPS;

/// <summary>An engine could not be reached. The message says which endpoint was tried, why that one, what failed, and what to check.</summary>
public sealed class EngineUnreachableException : DockerException
{
    internal EngineUnreachableException(string endpoint, ConnectFailure failure, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Endpoint = endpoint;
        Failure = failure;
    }

    /// <summary>The endpoint that was tried.</summary>
    public string Endpoint { get; }

    /// <summary>What failed.</summary>
    public ConnectFailure Failure { get; }

    /// <summary>What failed, at which endpoint, and where that endpoint comes from.</summary>
    public override string Message =>
        Connection is { Reason.Length: > 0 } connection ? $"{base.Message} The endpoint comes from {connection.Reason}." : base.Message;
}
