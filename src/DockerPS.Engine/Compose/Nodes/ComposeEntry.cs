namespace DockerPS.Engine.Compose;

/// <summary>A key of a mapping and what stands behind it.</summary>
/// <param name="Key">The key, with its own place.</param>
/// <param name="Value">The value; a scalar of kind Null where nothing stands behind the key.</param>
public sealed record ComposeEntry(ComposeScalar Key, ComposeNode Value)
{
    /// <summary>The key's text.</summary>
    public string Name => Key.Text;
}
