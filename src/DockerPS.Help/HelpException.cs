namespace DockerPS.Help;

/// <summary>The help cannot be written; every reason at once, so that one build shows them all.</summary>
internal sealed class HelpException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
