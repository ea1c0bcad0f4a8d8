using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The image of a new container: a reference, and the engine that it is known to be on.</summary>
/// <param name="Reference">What the engine is asked for.</param>
/// <param name="Connection">The engine that the image came from; null where only its name was given.</param>
/// <param name="Target">What the user gave: the target of error records.</param>
internal sealed record ImageSource(string Reference, DockerConnection? Connection, object Target)
{
    /// <summary>Reads a name, an image, or an image that has been through JSON, CSV or a job.</summary>
    /// <exception cref="InvalidRequestException">It is none of these.</exception>
    public static ImageSource Of(PSCmdlet cmdlet, object? value)
    {
        object? bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (bare)
        {
            case Image image:
                return new ImageSource(image.Target, image.Connection, image);
            case string name:
                return name.StartsWith('-') ? throw CommandWords.DashError(cmdlet, "an image", name) : new ImageSource(name, null, name);
            case PSCustomObject when OfBag((PSObject)value!) is { } source:
                return source;
            default:
                throw new InvalidRequestException(
                    "BadImage", $"{cmdlet.MyInvocation.MyCommand.Name} takes the name of an image or an object of Get-Image, not {bare?.GetType().Name ?? "nothing"}.");
        }
    }

    private static ImageSource? OfBag(PSObject bag)
    {
        string reference = ValueText.Of(bag.Properties["Reference"]?.Value);
        string id = ValueText.Of(bag.Properties["Id"]?.Value);
        if (reference.Length == 0 && !id.StartsWith("sha256:", StringComparison.Ordinal))
        {
            return null;
        }

        object? connection = bag.Properties["Connection"]?.Value;
        string text = connection is PSObject inner && inner.Properties["Name"]?.Value is { } name ? ValueText.Of(name) : ValueText.Of(connection);
        return new ImageSource(reference.Length > 0 ? reference : id, text.Length > 0 ? ConnectionFactory.OfText(text) : null, bag);
    }
}
