using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace DockerPS.Completion;

/// <summary>Completes words that are known beforehand. The engine may know more of them: they are offered, not enforced.</summary>
internal abstract class WordCompleter(params string[] words) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Results(words.Select(static word => new Candidate(word, word)), wordToComplete?.Trim('\'', '"') ?? "");
}
