namespace DockerPS;

/// <summary>A part of an engine (Components of GET /version).</summary>
public sealed class EngineComponent : EngineData
{
    /// <summary>The part's name: Engine, containerd, runc, docker-init (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>Its version (Version).</summary>
    public string Version { get; set; } = "";

    /// <summary>What else the part tells: commit, build time ... (Details).</summary>
    public StringMap Details { get; set; } = [];

    /// <summary>Name and version.</summary>
    public override string ToString() => $"{Name} {Version}";
}
