namespace DockerPS;

/// <summary>A file or folder in which a container differs from its image (GET /containers/{id}/changes).</summary>
public sealed class ContainerChange : DockerObject
{
    internal ContainerChange()
    {
    }

    /// <summary>Added, Changed or Deleted (Kind).</summary>
    public ContainerChangeKind Kind { get; internal init; }

    /// <summary>The path in the container (Path).</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The container's name, or its short id where the name is not known.</summary>
    public string Container { get; internal init; } = "";

    /// <summary>The container's full id.</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>As docker diff writes it: "A /tmp/x".</summary>
    public override string ToString() => $"{Kind.ToString()[0]} {Path}";
}
