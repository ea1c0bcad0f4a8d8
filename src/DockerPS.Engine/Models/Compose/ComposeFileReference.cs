namespace DockerPS;

/// <summary>A secret or config in a container (secrets, configs).</summary>
public sealed class ComposeFileReference : ComposeElement
{
    /// <summary>The secret or config, as the file calls it (source).</summary>
    public string Source { get; init; } = "";

    /// <summary>The file in the container; null is the default (target).</summary>
    public string? Target { get; init; }

    /// <summary>The owner of the file (uid).</summary>
    public string? Uid { get; init; }

    /// <summary>The group of the file (gid).</summary>
    public string? Gid { get; init; }

    /// <summary>The rights of the file, as a number: octal 0444 is 292 (mode).</summary>
    public int? Mode { get; init; }

    /// <summary>The source, and the target where one is given.</summary>
    public override string ToString() => Target is null ? Source : $"{Source}:{Target}";
}
