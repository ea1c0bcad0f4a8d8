namespace DockerPS;

/// <summary>A volume, as far as every answer of the engine tells: what cmdlets take as -InputObject. It has no id, only its name.</summary>
public abstract class DockerVolume : DockerObject
{
    private protected DockerVolume()
    {
    }

    /// <summary>The name, by which the engine knows it; 64 hexadecimal digits for an anonymous one (Name).</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The name once more, as -VolumeName binds it from objects that have been through CSV, JSON or a job:
    /// files and processes have a Name too, and must not be taken for volumes.</summary>
    public string VolumeName => Name;

    /// <summary>local, or a plugin's name (Driver).</summary>
    public string Driver { get; internal set; } = "";

    /// <summary>The folder on the engine's machine; empty where the driver does not tell (Mountpoint).</summary>
    public string Mountpoint { get; internal set; } = "";

    /// <summary>local or global: where it is known (Scope).</summary>
    public string Scope { get; internal set; } = "";

    /// <summary>When it was made, local time; null where the driver does not tell (CreatedAt).</summary>
    public DateTime? Created { get; internal set; }

    /// <summary>The labels (Labels).</summary>
    public StringMap Labels { get; internal set; } = [];

    /// <summary>The driver's options (Options).</summary>
    public StringMap Options { get; internal set; } = [];

    /// <summary>What the driver says of it, as plain .NET values; empty for local ones (Status).</summary>
    public FieldMap Status { get; internal set; } = [];

    /// <summary>True for one that was made without a name, by New-DockerVolume or for a container. Engines mark them from Docker 23 on
    /// (label com.docker.volume.anonymous), podman does not; where it is not known this is false.</summary>
    public bool Anonymous { get; internal set; }

    /// <summary>Bytes in it; null where they were not counted: without -Detailed, and by drivers other than local (UsageData.Size of GET /system/df).</summary>
    public long? Size { get; internal set; }

    /// <summary>How many containers mount it, stopped ones too; null where they were not counted (UsageData.RefCount of GET /system/df).</summary>
    public long? ReferenceCount { get; internal set; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
