namespace DockerPS;

/// <summary>A repository that a registry's index has found (GET /images/search).</summary>
public sealed class ImageSearchResult : DockerObject
{
    internal ImageSearchResult()
    {
    }

    /// <summary>The repository, as the index names it (name).</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The repository with its registry, by which it can be pulled: redis, registry.example:5000/team/web.</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>The registry whose index was asked, as host or host:port; docker.io is Docker Hub.</summary>
    public string Registry { get; internal init; } = "";

    /// <summary>What its owner says of it (description).</summary>
    public string Description { get; internal init; } = "";

    /// <summary>How many users have given it a star (star_count).</summary>
    public long Stars { get; internal init; }

    /// <summary>True for Docker's official images (is_official).</summary>
    public bool IsOfficial { get; internal init; }

    /// <summary>True for what Docker Hub used to build by itself; today's index says false of all (is_automated).</summary>
    public bool IsAutomated { get; internal init; }

    /// <summary>The reference.</summary>
    public override string ToString() => Reference;
}
