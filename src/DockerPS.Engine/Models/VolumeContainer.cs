namespace DockerPS;

/// <summary>A container that mounts a volume (Mounts).</summary>
public sealed class VolumeContainer
{
    internal VolumeContainer()
    {
    }

    /// <summary>The container's name (Names).</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The container's full id (Id).</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>created, running, paused, restarting, removing, exited or dead (State).</summary>
    public string State { get; internal init; } = "";

    /// <summary>The path in the container (Mounts.Destination).</summary>
    public string Destination { get; internal init; } = "";

    /// <summary>True where the container may write (Mounts.RW).</summary>
    public bool Writable { get; internal init; }

    /// <summary>The name and the path: "web:/data", with ":ro" where the container may not write.</summary>
    public override string ToString() => $"{Name}:{Destination}{(Writable ? "" : ":ro")}";
}
