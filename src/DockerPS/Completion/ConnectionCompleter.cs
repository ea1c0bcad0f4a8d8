using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DockerPS.Hosting;

namespace DockerPS.Completion;

/// <summary>Completes -Connection: the runspace's connections, then docker's contexts.</summary>
internal sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<Candidate> named = SessionConnections.OfCurrentRunspace().Named
            .Select(static pair => new Candidate(pair.Key, pair.Value.Endpoint));
        return CompletionText.Results(named.Concat(ContextCompleter.Candidates()).DistinctBy(static candidate => candidate.Text), wordToComplete?.Trim('\'', '"') ?? "");
    }
}
