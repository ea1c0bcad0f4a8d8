namespace DockerPS;

/// <summary>One thing that the removal of an image did: a reference was taken away, or an image deleted (DELETE /images/{name}).</summary>
public sealed class ImageRemoval : DockerObject
{
    internal ImageRemoval()
    {
    }

    /// <summary>The reference that was taken away; null where an image was deleted (Untagged).</summary>
    public string? Untagged { get; internal init; }

    /// <summary>The full id of the image that was deleted: the image itself, or one that it was built upon and that nothing else needs.
    /// Null where a reference was taken away (Deleted).</summary>
    public string? Deleted { get; internal init; }

    /// <summary>What docker prints: "Untagged: web:1" or "Deleted: sha256:...".</summary>
    public override string ToString() => Untagged is null ? "Deleted: " + Deleted : "Untagged: " + Untagged;
}
