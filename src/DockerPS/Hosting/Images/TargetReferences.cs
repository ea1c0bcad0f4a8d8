using System.Collections.Concurrent;
using DockerPS.Engine.Configuration;

namespace DockerPS.Hosting;

/// <summary>The references that one command gives to images: each to one image only, or the last would silently win.</summary>
internal sealed class TargetReferences
{
    private readonly ConcurrentDictionary<(string Engine, string Reference), string> _taken = new();

    /// <summary>Reads a reference to be given to an image; without a tag it is latest.</summary>
    /// <exception cref="InvalidRequestException">It is none, or holds a digest, which cannot be given.</exception>
    public static ImageReference Read(string text)
    {
        if (!ImageReference.TryParse(text, out ImageReference? reference, out string? error))
        {
            throw new InvalidRequestException("BadReference", error);
        }

        return reference.Digest is null
            ? reference.WithDefaultTag()
            : throw new InvalidRequestException("BadReference", $"'{text}' holds a digest; an image can only be given a tag.");
    }

    /// <summary>Reads a reference to be given to an image; without a tag it is latest.</summary>
    /// <exception cref="InvalidRequestException">It holds a digest, which cannot be given, or another image of this command has it already.</exception>
    /// <exception cref="FormatException">The text is no reference.</exception>
    public ImageReference Take(ResolvedImage image, string text)
    {
        ImageReference reference = ImageReference.Parse(text).WithDefaultTag();
        if (reference.Digest is not null)
        {
            throw new InvalidRequestException("BadReference", $"'{text}' holds a digest; an image can only be given a tag.");
        }

        string taken = _taken.GetOrAdd((image.Engine.Connection.Endpoint, reference.Familiar), image.Id);
        return taken == image.Id
            ? reference
            : throw new InvalidRequestException(
                "ReferenceInUse", $"'{reference.Familiar}' was given to the image {ShortId.Of(taken)} by this command already; {image.Describe()} would take it away.")
            {
                Advice = "Give each image a reference of its own, with ForEach-Object.",
            };
    }
}
