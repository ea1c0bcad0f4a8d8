namespace DockerPS.HelpSample;

/// <summary>A widget of the sample.</summary>
public sealed class Widget
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";
}
