using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DockerPS.Engine.Configuration;

namespace DockerPS.Completion;

/// <summary>Completes names of docker contexts, from the files of the docker CLI.</summary>
internal sealed class ContextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Results(Candidates(), wordToComplete?.Trim('\'', '"') ?? "");

    internal static IEnumerable<Candidate> Candidates()
    {
        try
        {
            return new DockerContextStore(DockerEnvironment.Current).List().Select(static context => new Candidate(context.Name, context.Endpoint));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DockerException)
        {
            return [];
        }
    }
}
