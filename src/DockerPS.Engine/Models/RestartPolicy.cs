namespace DockerPS;

/// <summary>When the engine starts a container again (HostConfig.RestartPolicy).</summary>
public sealed class RestartPolicy : EngineData
{
    /// <summary>no (or empty), always, unless-stopped or on-failure (Name).</summary>
    public string Name { get; set; } = "";

    /// <summary>For on-failure, how often at the most; 0 is without limit (MaximumRetryCount).</summary>
    public int MaximumRetryCount { get; set; }

    /// <summary>As docker writes it: on-failure:3.</summary>
    public override string ToString() => MaximumRetryCount > 0 ? $"{Name}:{MaximumRetryCount}" : Name;
}
