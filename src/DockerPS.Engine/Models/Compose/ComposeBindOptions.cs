namespace DockerPS;

/// <summary>How a folder or file of the engine's machine is mounted (volumes.bind).</summary>
public sealed class ComposeBindOptions : ComposeElement
{
    /// <summary>z is a label shared by containers, Z a private one (selinux).</summary>
    public string? SELinux { get; init; }

    /// <summary>rprivate, private, rshared, shared, rslave or slave (propagation).</summary>
    public string? Propagation { get; init; }

    /// <summary>Whether a folder that is not there is made (create_host_path).</summary>
    public bool? CreateHostPath { get; init; }

    /// <summary>enabled, disabled, writable or readonly (recursive).</summary>
    public string? Recursive { get; init; }

    /// <summary>The propagation.</summary>
    public override string ToString() => Propagation ?? "";
}
