namespace DockerPS;

/// <summary>The engine answered a request with an error status. The message is the engine's own, trimmed.</summary>
public class DockerApiException : DockerException
{
    private protected DockerApiException(DockerApiException cause, string message)
        : base(message, cause)
    {
        StatusCode = cause.StatusCode;
        Resource = cause.Resource;
        ResourceName = cause.ResourceName;
    }

    internal DockerApiException(int statusCode, string message)
        : base(message)
    {
        StatusCode = statusCode;
    }

    /// <summary>The HTTP status of the answer. Of podman, which answers 500 to much, the one that the docker engine has for the same cause.</summary>
    public int StatusCode { get; }

    /// <summary>The kind of thing that the request was about.</summary>
    public ResourceKind Resource { get; init; }

    /// <summary>The name or id that the request was about; null where it named none.</summary>
    public string? ResourceName { get; init; }

    /// <summary>True where the request was to make something: a 409 then means that the name is in use.</summary>
    public bool IsCreate { get; init; }
}
