namespace DockerPS;

/// <summary>Where the output of containers goes (logging).</summary>
public sealed class ComposeLogging : ComposeElement
{
    /// <summary>The driver, such as json-file (driver).</summary>
    public string? Driver { get; init; }

    /// <summary>Its options (options).</summary>
    public StringMap Options { get; init; } = [];

    /// <summary>The driver.</summary>
    public override string ToString() => Driver ?? "";
}
