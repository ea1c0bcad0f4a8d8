using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Lets through what can be an id: 12 to 64 hexadecimal digits. An image's, with its sha256:, and a process's number are none.</summary>
/// <param name="noun">The base class of what the cmdlet takes.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ObjectIdAttribute(Type noun) : ValidateEnumeratedArgumentsAttribute
{
    private const int Shortest = 12;
    private const int Longest = 64;

    /// <summary>True where all letters count: the ids of what belongs to a swarm.</summary>
    public bool AnyLetter { get; set; }

    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (Bare.Of(element) is not string { Length: >= Shortest and <= Longest } id || !id.All(AnyLetter ? char.IsAsciiLetterOrDigit : char.IsAsciiHexDigit))
        {
            throw new ValidationMetadataException(
                $"'{element}' is not the id of a {PipedNoun.Word(noun)}, which has {Shortest} to {Longest} {(AnyLetter ? "letters and digits" : "hexadecimal digits")}. Pipe what Get-{noun.Name} returns, or its names.");
        }
    }
}
