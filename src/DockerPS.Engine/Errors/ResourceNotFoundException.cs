namespace DockerPS;

/// <summary>A name or id stands for nothing on the engines that were asked.</summary>
public sealed class ResourceNotFoundException : DockerException
{
    internal ResourceNotFoundException(ResourceKind resource, string message)
        : base(message)
    {
        Resource = resource;
    }

    /// <summary>The kind of thing that was looked for.</summary>
    public ResourceKind Resource { get; }
}
