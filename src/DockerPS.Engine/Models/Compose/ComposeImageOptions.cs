namespace DockerPS;

/// <summary>How an image is mounted (volumes.image).</summary>
public sealed class ComposeImageOptions : ComposeElement
{
    /// <summary>The path in the image that is mounted (subpath).</summary>
    public string? Subpath { get; init; }

    /// <summary>The path in it.</summary>
    public override string ToString() => Subpath ?? "";
}
