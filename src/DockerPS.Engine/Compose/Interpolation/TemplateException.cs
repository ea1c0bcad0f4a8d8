namespace DockerPS.Engine.Compose;

/// <summary>A text with variables that cannot be read, or whose variables cannot be put in. Who knows the text's place makes a <see cref="ComposeException"/> of it.</summary>
internal sealed class TemplateException(string problem, string? expected = null, bool isMissingVariable = false) : Exception(problem)
{
    /// <summary>What would have been right.</summary>
    public string? Expected { get; } = expected;

    /// <summary>True where the text itself is right, but says that a variable must be set.</summary>
    public bool IsMissingVariable { get; } = isMissingVariable;

    /// <summary>The error at a place.</summary>
    public ComposeException At(ComposePosition position) => new(position, Message, Expected, this)
    {
        ErrorId = IsMissingVariable ? "ComposeVariableRequired" : ComposeException.InvalidFile,
    };
}
