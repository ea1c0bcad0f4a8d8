namespace DockerPS;

/// <summary>What is done with running containers when files change (develop).</summary>
public sealed class ComposeDevelop : ComposeElement
{
    /// <summary>The rules (watch).</summary>
    public ReadableList<ComposeWatch> Watch { get; init; } = [];

    /// <summary>The rules.</summary>
    public override string ToString() => Watch.ToString();
}
