using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Streams.Build;

namespace DockerPS.Hosting;

/// <summary>A context beside the build's own, which FROM, COPY --from and RUN --mount=from call by its name: docker's --build-context.</summary>
/// <param name="Name">The name, as docker writes an image's.</param>
/// <param name="Address">Where the engine finds it; null for a folder.</param>
/// <param name="Files">A folder's files; looked for when they are first asked for.</param>
internal sealed record NamedBuildContext(string Name, string? Address, Lazy<BuildContext>? Files)
{
    /// <summary>The address of a context without files.</summary>
    public const string Empty = ImagePrefix + "scratch";

    private const string ImagePrefix = "docker-image://";
    private const string Form = "'name=./folder', 'name=docker-image://alpine', 'name=https://host/repository.git' or @{ name = './folder' }";

    /// <summary>The image that the engine takes it from; null where it is none.</summary>
    public string? Image => Address?.StartsWith(ImagePrefix, StringComparison.Ordinal) == true && Address != Empty ? Address[ImagePrefix.Length..] : null;

    /// <summary>Reads 'name=value'.</summary>
    /// <param name="text">The text.</param>
    /// <param name="resolvePath">Makes a user's path a full one.</param>
    /// <param name="stop">Ends the search for a folder's files.</param>
    /// <exception cref="InvalidRequestException">It cannot be read, or there is no such folder.</exception>
    public static NamedBuildContext Parse(string text, Func<string, string> resolvePath, CancellationToken stop)
    {
        (string key, string? value) = RequestText.Cut(text, '=');
        if (string.IsNullOrEmpty(value))
        {
            throw Wrong(key, "it has no value");
        }

        if (!ImageReference.TryParse(key, out ImageReference? reference, out _))
        {
            throw Wrong(key, "the name is none that an image could have, which it stands for");
        }

        string name = reference.Familiar.EndsWith(":latest", StringComparison.Ordinal) ? reference.Familiar[..^":latest".Length] : reference.Familiar;
        if (value.StartsWith("oci-layout:", StringComparison.Ordinal) || value.StartsWith("target:", StringComparison.Ordinal))
        {
            throw Wrong(key, "an OCI layout, or another target of bake, cannot be one; Import-Image makes an image of an archive");
        }

        if (value.StartsWith(ImagePrefix, StringComparison.Ordinal) || RemoteContext.IsUrl(value))
        {
            return new NamedBuildContext(name, value, null);
        }

        string folder = resolvePath(value);
        return Directory.Exists(folder)
            ? new NamedBuildContext(name, null, new Lazy<BuildContext>(() => BuildContext.FromFiles(folder, files: null, stop)))
            : throw Wrong(key, $"there is no folder '{Engine.DisplayText.Of(folder)}'");
    }

    // A URL may have a token in it: the name says enough.
    private static InvalidRequestException Wrong(string name, string reason) => new("BadBuildContext", $"-BuildContext '{Engine.DisplayText.Of(RemoteContext.Display(name))}': {reason}.")
    {
        Advice = $"Write it as {Form}.",
    };
}
