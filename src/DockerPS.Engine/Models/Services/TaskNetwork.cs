namespace DockerPS;

/// <summary>A network that a task is in, with its address there; with two addresses it is there twice (NetworksAttachments).</summary>
public sealed class TaskNetwork
{
    internal TaskNetwork()
    {
    }

    /// <summary>The network's name (Network.Spec.Name).</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The network's full id (Network.ID).</summary>
    public string NetworkId { get; internal init; } = "";

    /// <summary>The task's address in it, as 10.0.0.5/24; empty where it has none yet (Addresses).</summary>
    public string Address { get; internal init; } = "";

    /// <summary>The name and the address.</summary>
    public override string ToString() => $"{Name}={Address}";
}
