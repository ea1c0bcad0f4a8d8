using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the stacks of a swarm.</summary>
/// <remarks>
/// <para>Returns stacks with their services, how many of their tasks run, and their networks, secrets and configs, from one swarm or from many; also
/// those that have no services any more but left something else behind. The twin of docker stack ls (GET /services, /networks, /secrets and /configs
/// by the label com.docker.stack.namespace).</para>
/// <para>Stacks pipe into Get-DockerService, Get-DockerTask and Remove-DockerStack. Only a manager of a swarm answers.</para>
/// </remarks>
/// <example>
/// <title>List all stacks</title>
/// <code>Get-DockerStack</code>
/// <para>Shows the stacks with the numbers of their services and tasks.</para>
/// </example>
/// <example>
/// <title>See the services and tasks of a stack</title>
/// <code>Get-DockerStack shop | Get-DockerService; Get-DockerStack shop | Get-DockerTask -DesiredState running</code>
/// <para>The same as docker stack services and docker stack ps.</para>
/// </example>
/// <example>
/// <title>Find stacks that do not run as they should</title>
/// <code>Get-DockerStack -Context prod-* | Where-Object { $_.Running -lt $_.Desired }</code>
/// <para>Of the swarms of several contexts.</para>
/// </example>
/// <seealso cref="DeployDockerStackCommand"/>
/// <seealso cref="RemoveDockerStackCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerStack", DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerStack))]
public sealed class GetDockerStackCommand : StackTargetCmdlet
{
    /// <summary>The stacks, by name. Wildcards are allowed. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerStack))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StackCompleter))]
    public override string[]? Name { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == NameSet && Name is null)
        {
            await ForEachEngineAsync(ListAsync).ConfigureAwait(false);
            return;
        }

        await foreach (ResolvedStack stack in ResolveAsync().ConfigureAwait(false))
        {
            await GuardAsync(stack.Engine.Connection, stack.Target, () => WriteOneAsync(stack)).ConfigureAwait(false);
        }
    }

    private async Task ListAsync(EngineApi engine) =>
        await WriteManyAsync([.. await engine.Stacks.ListAsync(StopToken).ConfigureAwait(false)]).ConfigureAwait(false);

    /// <summary>As it is now; what was piped in is what it was.</summary>
    private async Task WriteOneAsync(ResolvedStack stack) =>
        await WriteAsync(InputObject is null
            ? stack.Stack
            : await stack.Engine.Stacks.FindAsync(stack.Name, StopToken).ConfigureAwait(false)
                ?? throw new ResourceNotFoundException(ResourceKind.Stack, $"No such stack: {stack.Name}")).ConfigureAwait(false);
}
