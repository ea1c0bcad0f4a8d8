using System.Text.Json.Serialization;

namespace DockerPS;

/// <summary>Something mounted into a container (Mounts).</summary>
public sealed class MountPoint
{
    /// <summary>bind, volume, tmpfs, npipe, cluster or image (Type).</summary>
    public string Type { get; set; } = "";

    /// <summary>The volume's name; empty for other types (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>The path on the engine's machine (Source).</summary>
    public string Source { get; set; } = "";

    /// <summary>The path in the container (Destination).</summary>
    public string Destination { get; set; } = "";

    /// <summary>The volume's driver; empty for other types (Driver).</summary>
    public string Driver { get; set; } = "";

    /// <summary>The options as given, such as "z" or "ro" (Mode).</summary>
    public string Mode { get; set; } = "";

    /// <summary>True where the container may write (RW).</summary>
    [JsonPropertyName("RW")]
    public bool Writable { get; set; }

    /// <summary>How mounts below it spread: rprivate, rshared ... (Propagation).</summary>
    public string Propagation { get; set; } = "";

    /// <summary>As docker writes it: source:destination, with ":ro" where the container may not write.</summary>
    public override string ToString()
    {
        string source = Name.Length > 0 ? Name : Source;
        string path = source.Length > 0 ? $"{source}:{Destination}" : Destination;
        return Writable ? path : path + ":ro";
    }
}
