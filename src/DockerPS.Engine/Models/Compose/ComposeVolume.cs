namespace DockerPS;

/// <summary>A volume of a project.</summary>
public sealed class ComposeVolume : ComposeElement, IComposeNamed
{
    /// <summary>What the file calls it.</summary>
    public string Key { get; init; } = "";

    /// <summary>The name on the engine: the one given, or the project's name, an underscore and the key (name).</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether the file gives the name.</summary>
    public bool IsNameGiven { get; init; }

    /// <summary>The driver; null is local (driver).</summary>
    public string? Driver { get; init; }

    /// <summary>Options of the driver (driver_opts).</summary>
    public StringMap DriverOptions { get; init; } = [];

    /// <summary>Whether it must be there already and is not made (external).</summary>
    public bool External { get; init; }

    /// <summary>Its labels (labels).</summary>
    public StringMap Labels { get; init; } = [];

    string IComposeNamed.Name => Key;

    /// <summary>The name on the engine.</summary>
    public override string ToString() => Name;
}
