using DockerPS.Engine.Compose;

namespace DockerPS;

/// <summary>A compose file, or what belongs to it, cannot be used. The message says where and what was expected:
/// <c>compose.yaml:12:7: services.web.ports[0]: "x" is no port; expected 8080:80</c>.</summary>
public sealed class ComposeException : DockerException
{
    internal const string InvalidFile = "ComposeFileInvalid";

    internal ComposeException(ComposePosition position, string problem, string? expected = null, Exception? innerException = null)
        : base(position.Say(Sentence(position, expected is null ? $"{problem}." : $"{problem}; expected {expected}.")), innerException)
    {
        File = position.Source.Path;
        Line = position.Line == 0 ? null : position.Line;
        Column = position.Column == 0 ? null : position.Column;
        Path = position.Path;
        Expected = expected;
    }

    /// <summary>The stable id of the error record that reports it: ComposeFileInvalid, ComposeFileNotFound where a file is missing, ComposeVariableRequired where a variable must be set.</summary>
    public string ErrorId { get; internal init; } = InvalidFile;

    /// <summary>The full path of the file that is wrong; null where the text came from no file.</summary>
    public string? File { get; }

    /// <summary>The line, counted from 1; null where the error is about no line.</summary>
    public int? Line { get; }

    /// <summary>The column, counted from 1; null where the error is about no line.</summary>
    public int? Column { get; }

    /// <summary>The keys that lead to what is wrong, such as services.web.ports[0]; empty where it is about the whole file.</summary>
    public string Path { get; }

    /// <summary>What would have been right; null where the message says it.</summary>
    public string? Expected { get; }

    /// <summary>A message without a place before it begins as sentences do.</summary>
    private static string Sentence(ComposePosition position, string text) =>
        position.Place.Length == 0 && position.Path.Length == 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
