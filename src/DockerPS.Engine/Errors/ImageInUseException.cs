namespace DockerPS;

/// <summary>An image was not removed, as something needs it. The message is the engine's own and what holds the image.</summary>
public sealed class ImageInUseException : DockerApiException
{
    internal ImageInUseException(
        DockerApiException cause, string message, IEnumerable<ContainerSummary> containers, IEnumerable<ImageSummary> children, IEnumerable<string> references)
        : base(cause, message)
    {
        Containers = new(containers);
        Children = new(children);
        References = new(references);
    }

    /// <summary>The containers that were made from the image, running and stopped ones.</summary>
    public ReadableList<ContainerSummary> Containers { get; }

    /// <summary>The images that were built upon it, directly or through others, as far as the engine tells: each reference of theirs, and those without any.</summary>
    public ReadableList<ImageSummary> Children { get; }

    /// <summary>All references of the image.</summary>
    public ReadableList<string> References { get; }
}
