using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace DockerPS.Completion;

/// <summary>Completes whose namespace a container lives in: the words, and from container: on the containers.</summary>
internal abstract class NamespaceCompleter(params string[] words) : IArgumentCompleter
{
    private const string Prefix = "container:";

    private readonly ContainerCompleter _containers = new();

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete?.Trim('\'', '"') ?? "";
        if (!word.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return CompletionText.Results(
                [.. words.Select(static text => new Candidate(text, text)), .. Others(commandName, parameterName, commandAst, fakeBoundParameters), new Candidate(Prefix, "container:<name>")],
                word);
        }

        return CompletionText.Results(
            _containers.CompleteArgument(commandName, parameterName, word[Prefix.Length..], commandAst, fakeBoundParameters)
                .Select(static found => new Candidate(Prefix + found.ListItemText, found.ToolTip)),
            word);
    }

    /// <summary>What can stand there beside the words.</summary>
    private protected virtual IEnumerable<Candidate> Others(
        string commandName, string parameterName, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
