using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Completion;

/// <summary>Completes registries: those of this session's logins and of config.json. No helper is asked: it may ask the user something.</summary>
internal sealed class RegistryCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionText.Results(Candidates(), wordToComplete?.Trim('\'', '"') ?? "");

    private static IEnumerable<Candidate> Candidates()
    {
        IEnumerable<string> keys = SessionConnections.OfCurrentRunspace().Logins.Keys;
        try
        {
            DockerConfigFile config = DockerConfigFile.Load(DockerEnvironment.Current.ConfigFolder);
            keys = [.. keys, .. config.Auths?.Names ?? [], .. config.CredentialHelpers.Keys];
        }
        catch (DockerConfigurationException)
        {
            // The command itself says what is wrong with the file.
        }

        return keys.Select(RegistryKey.RegistryOf).Append(ImageReference.DefaultRegistry).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(static registry => new Candidate(registry, registry));
    }
}
