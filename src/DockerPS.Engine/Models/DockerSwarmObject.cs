namespace DockerPS;

/// <summary>What belongs to a swarm: a node, a service, a task, a secret, a config. It came from a manager, and goes back to it when it is piped.</summary>
public abstract class DockerSwarmObject : DockerObject
{
    private protected DockerSwarmObject()
    {
    }

    /// <summary>The full id: 25 letters and digits (ID).</summary>
    public string Id { get; internal set; } = "";

    /// <summary>The name; of a node its host name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The labels (Spec.Labels).</summary>
    public StringMap Labels { get; internal set; } = [];

    /// <summary>When it was made, local time (CreatedAt).</summary>
    public DateTime Created { get; internal set; }

    /// <summary>When it was last changed, local time (UpdatedAt).</summary>
    public DateTime Updated { get; internal set; }

    /// <summary>The number of its last change, which grows with every change (Version.Index).</summary>
    public long Version { get; internal set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name.Length > 0 ? Name : Id;
}
