namespace DockerPS;

/// <summary>What became of a file or folder of a container's image. The numbers are the engine's own.</summary>
public enum ContainerChangeKind
{
    /// <summary>It was changed; a folder also where something in it was (docker diff: C).</summary>
    Changed = 0,

    /// <summary>It was added (docker diff: A).</summary>
    Added = 1,

    /// <summary>It was deleted (docker diff: D).</summary>
    Deleted = 2,
}
