using DockerPS.Engine.Configuration;

namespace DockerPS;

/// <summary>What a registry has under a reference: the manifest of one image, or an index of several platforms' (GET /distribution/{name}/json).</summary>
public sealed class RegistryManifest : DockerObject
{
    // What attestations have in the place of a platform.
    internal const string NoPlatform = "unknown/unknown";

    internal RegistryManifest()
    {
    }

    /// <summary>The reference that was asked for.</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>The registry, as host or host:port; docker.io is Docker Hub.</summary>
    public string Registry { get; internal init; } = "";

    /// <summary>The digest of the manifest or index, sha256:...: by it a pull gets exactly this (Descriptor.digest).</summary>
    public string Digest { get; internal init; } = "";

    /// <summary>What it is, in the registry's words: application/vnd.oci.image.index.v1+json, ... (Descriptor.mediaType).</summary>
    public string MediaType { get; internal init; } = "";

    /// <summary>Bytes of the manifest or index itself, not of the image (Descriptor.size).</summary>
    public long Size { get; internal init; }

    /// <summary>The platforms that it is made for, os/architecture[/variant] (Platforms). Of the manifest of one OCI image the engine does not tell any.</summary>
    public ReadableList<string> Platforms { get; internal init; } = [];

    /// <summary>True for an index, of one platform or several; false for the manifest of one image.</summary>
    public bool IsIndex => MediaType.EndsWith("image.index.v1+json", StringComparison.Ordinal) || MediaType.EndsWith("manifest.list.v2+json", StringComparison.Ordinal);

    /// <summary>The reference by digest: registry.example/web@sha256:...</summary>
    public override string ToString() =>
        ImageReference.TryParse(Reference, out ImageReference? image, out _) && Digest.Length > 0 ? $"{image.FamiliarName}@{Digest}" : Reference;
}
