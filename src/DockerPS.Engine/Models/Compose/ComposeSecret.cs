namespace DockerPS;

/// <summary>A secret of a project.</summary>
public sealed class ComposeSecret : ComposeFileObject
{
    /// <summary>The plugin that keeps it (driver).</summary>
    public string? Driver { get; init; }

    /// <summary>Options of the plugin (driver_opts).</summary>
    public StringMap DriverOptions { get; init; } = [];
}
