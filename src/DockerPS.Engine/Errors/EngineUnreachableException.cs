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

    /// <summary>Why that endpoint was tried, as a sentence for the end of the message, such as "The endpoint comes from DOCKER_HOST."; null where nobody said.</summary>
    public string? Origin { get; internal set; }

    /// <summary>What failed, and why that endpoint was tried.</summary>
    public override string Message => Origin is null ? base.Message : $"{base.Message} {Origin}";
}
