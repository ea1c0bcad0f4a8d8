using System.Collections;
using System.Management.Automation.Language;

namespace DockerPS.Completion;

/// <summary>Completes what a new container's network can be: the networks, bridge, host and none among them, and from container: on the containers.</summary>
internal sealed class NetworkModeCompleter() : NamespaceCompleter()
{
    private readonly NetworkCompleter _networks = new();

    private protected override IEnumerable<Candidate> Others(
        string commandName, string parameterName, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        // All of them: with a word that fits none it would answer with that word.
        _networks.CompleteArgument(commandName, parameterName, "", commandAst, fakeBoundParameters)
            .Select(static found => new Candidate(found.ListItemText, found.ToolTip));
}
