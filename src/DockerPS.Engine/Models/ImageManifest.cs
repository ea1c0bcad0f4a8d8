namespace DockerPS;

/// <summary>A manifest that an image store has of an image: one for each platform that it is made for, and those that attest how it was built
/// (Manifests of GET /images/json and of GET /images/{name}/json, from API 1.47; only the containerd image store has them).</summary>
public sealed class ImageManifest : DockerObject
{
    internal ImageManifest()
    {
    }

    /// <summary>The reference of the image, by which it was found; null where that was its id.</summary>
    public string? Image { get; internal init; }

    /// <summary>os/architecture, with /variant where there is one; null where the manifest is of no platform (ImageData.Platform).</summary>
    public string? Platform { get; internal init; }

    /// <summary>image, attestation or unknown (Kind).</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>The digest of the manifest, sha256:... (ID).</summary>
    public string Digest { get; internal init; } = "";

    /// <summary>What kind of manifest it is, in the registry's words (Descriptor.mediaType).</summary>
    public string MediaType { get; internal init; } = "";

    /// <summary>True where all that it names is on the engine, so that containers can be made from it (Available).</summary>
    public bool Available { get; internal init; }

    /// <summary>Bytes that the engine has of it: as it came and unpacked (Size.Total).</summary>
    public long Size { get; internal init; }

    /// <summary>Bytes that the engine has of it as it came from the registry, compressed (Size.Content).</summary>
    public long ContentSize { get; internal init; }

    /// <summary>Bytes of its unpacked files; null where it is no image (ImageData.Size.Unpacked).</summary>
    public long? UnpackedSize { get; internal init; }

    /// <summary>The ids of the containers that use it (ImageData.Containers).</summary>
    public ReadableList<string> ContainerIds { get; internal init; } = [];

    /// <summary>The digest of the manifest that it attests something of; null where it is no attestation (AttestationData.For).</summary>
    public string? AttestationFor { get; internal init; }

    /// <summary>The platform, or the kind where there is none.</summary>
    public override string ToString() => Platform ?? Kind;
}
