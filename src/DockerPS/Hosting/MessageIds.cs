using System.Text.RegularExpressions;

namespace DockerPS.Hosting;

/// <summary>Engines name containers by ids of 64 digits, and what belongs to a swarm by ids of 25, which tell nobody anything: messages show the name
/// that the user gave, and short ids.</summary>
internal static partial class MessageIds
{
    private const int FullLength = 64;
    private const int SwarmLength = 25;

    /// <summary>The message with names and short ids. Digests and paths stay as they are.</summary>
    /// <param name="message">The engine's message.</param>
    /// <param name="exception">Tells which id the request was about.</param>
    /// <param name="target">What the user gave for it: an object, or a name.</param>
    public static string Shorten(string message, DockerApiException exception, object? target)
    {
        (string? id, string? name) = Bare.Of(target) switch
        {
            Container container => (container.Id, container.Name),
            DockerSwarmObject item => (item.Id, item.Name),
            string text when exception.ResourceName is { Length: FullLength } asked && !asked.StartsWith(text, StringComparison.OrdinalIgnoreCase) =>
                (asked, text.TrimStart('/')),
            _ => (exception.ResourceName, null),
        };
        message = ShortenSwarmId(message, exception.ResourceName, name ?? Bare.Of(target) as string);
        return FullIds().Replace(message, match => match.Value == id && !string.IsNullOrEmpty(name)
            ? $"{name} ({ShortId.Of(match.Value)})"
            : ShortId.Of(match.Value));
    }

    /// <summary>Only the id that was asked about: other words of 25 letters may be anything.</summary>
    private static string ShortenSwarmId(string message, string? asked, string? name) =>
        asked is not { Length: SwarmLength } || !asked.All(char.IsAsciiLetterOrDigit) ? message
        : string.IsNullOrEmpty(name) || asked.StartsWith(name, StringComparison.Ordinal) ? message.Replace(asked, ShortId.Of(asked), StringComparison.Ordinal)
        : message.Replace(asked, $"{name} ({ShortId.Of(asked)})", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w:@/.-])[0-9a-f]{64}(?![\w/@-]|[.:]\w)", RegexOptions.CultureInvariant)]
    private static partial Regex FullIds();
}
