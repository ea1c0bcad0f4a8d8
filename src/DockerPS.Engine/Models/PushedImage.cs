using DockerPS.Engine.Configuration;

namespace DockerPS;

/// <summary>A reference that was pushed to its registry (POST /images/{name}/push).</summary>
public sealed class PushedImage : DockerObject
{
    internal PushedImage()
    {
    }

    /// <summary>The reference, repository:tag.</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>The digest by which the registry knows it now; null where the engine did not tell (aux.Digest).</summary>
    public string? Digest { get; internal init; }

    /// <summary>Bytes of the manifest, not of the layers; null where the engine did not tell (aux.Size).</summary>
    public long? Size { get; internal init; }

    /// <summary>The reference by digest where that is known, else the reference.</summary>
    public override string ToString() =>
        Digest is null ? Reference : $"{ImageReference.FromEngine(Reference).FamiliarName}@{Digest}";
}
