namespace DockerPS;

/// <summary>What is shown of a build while it runs.</summary>
public enum BuildProgressStyle
{
    /// <summary>Bars, and the log in the information stream.</summary>
    Auto,

    /// <summary>The log only.</summary>
    Plain,

    /// <summary>The bars only.</summary>
    Tty,

    /// <summary>Neither.</summary>
    Quiet,
}
