namespace DockerPS;

/// <summary>A network that a task is in (NetworksAttachments).</summary>
public sealed class TaskNetwork
{
    internal TaskNetwork()
    {
    }

    /// <summary>The network's name (Network.Spec.Name).</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The network's full id (Network.ID).</summary>
    public string NetworkId { get; internal init; } = "";

    /// <summary>The task's addresses in it, as 10.0.0.5/24 (Addresses).</summary>
    public ReadableList<string> Addresses { get; internal init; } = [];

    /// <summary>The name and the addresses.</summary>
    public override string ToString() => $"{Name}={string.Join('/', Addresses)}";
}
