using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the docker contexts of this user.</summary>
/// <remarks>Reads the docker CLI's own files; the engines are not asked. A context that cannot be read is returned with its Error.
/// The twin of docker context ls.</remarks>
/// <example>
/// <title>List contexts</title>
/// <code>Get-DockerContext</code>
/// <para>Lists all contexts, default among them, and marks the current one.</para>
/// </example>
/// <example>
/// <title>Connect to some of them</title>
/// <code>Get-DockerContext prod-* | Connect-Docker -NoDefault</code>
/// <para>Connects to every context whose name begins with prod-.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "DockerContext", DefaultParameterSetName = "Name")]
[OutputType(typeof(DockerContext))]
public sealed class GetDockerContextCommand : DockerCmdlet
{
    /// <summary>The contexts, by name; wildcards are allowed. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Returns only the context that the docker CLI would use now. The twin of docker context show.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Current")]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        IReadOnlyList<DockerContext> contexts = new DockerContextStore(DockerEnvironment.Current).List();
        if (Current)
        {
            await WriteManyAsync([.. contexts.Where(static context => context.Current)]).ConfigureAwait(false);
            return;
        }

        foreach (string name in Name ?? ["*"])
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            List<object> found = [.. contexts.Where(context => pattern.IsMatch(context.Name))];
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                await WriteErrorAsync(
                    new ContextNotFoundException(name, $"There is no context '{name}'.") { Advice = "Get-DockerContext lists them." }, name).ConfigureAwait(false);
            }

            await WriteManyAsync(found).ConfigureAwait(false);
        }
    }
}
