namespace DockerPS.Hosting;

/// <summary>When the image of a new container is pulled.</summary>
internal enum PullPolicy
{
    /// <summary>Where the engine does not have it.</summary>
    Missing,

    /// <summary>Each time.</summary>
    Always,

    /// <summary>Not at all.</summary>
    Never,
}
