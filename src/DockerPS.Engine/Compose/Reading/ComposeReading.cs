namespace DockerPS.Engine.Compose.Reading;

/// <summary>What the readers of a project's parts share: the variables of the environment, and where warnings go.</summary>
/// <param name="environment">The variables that a name without a value is looked up in.</param>
/// <param name="hasVariables">Whether texts may still have ${variables}, so that what is no number yet is left out.</param>
/// <param name="warnings">Where warnings go.</param>
internal sealed class ComposeReading(IReadOnlyDictionary<string, string> environment, bool hasVariables, ComposeWarnings warnings)
{
    /// <summary>The variables that a name without a value is looked up in.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = environment;

    /// <summary>Where warnings go.</summary>
    public ComposeWarnings Warnings { get; } = warnings;

    /// <summary>The fields of a mapping.</summary>
    /// <exception cref="ComposeException">The node is no mapping.</exception>
    public ComposeFields Fields(ComposeNode node, string expected = "a mapping") =>
        node is ComposeMapping mapping ? new ComposeFields(this, mapping) : throw node.Expected(expected);

    /// <summary>True for a text with a variable in it that nothing was put in for: it is no value yet.</summary>
    public bool IsOpen(ComposeNode node) => hasVariables && node is ComposeScalar scalar && scalar.Text.Contains('$');
}
