using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes stacks: their services, secrets, configs and networks.</summary>
/// <remarks>
/// <para>Waits until no task runs any more and the networks have gone, so that the stack can be deployed again at once; -Detach does not. Volumes stay,
/// and so does what the files called external. The twin of docker stack rm.</para>
/// <para>Everything that goes is asked about by itself: -WhatIf lists it, and with -Confirm parts can be kept.</para>
/// </remarks>
/// <example>
/// <title>Remove a stack</title>
/// <code>Remove-DockerStack shop</code>
/// <para>Returns when it is gone.</para>
/// </example>
/// <example>
/// <title>See first what would go</title>
/// <code>Remove-DockerStack test-* -WhatIf</code>
/// <para>Lists every service, secret, config and network of the stacks whose names begin with test-.</para>
/// </example>
/// <example>
/// <title>Remove what has no services any more</title>
/// <code>Get-DockerStack | Where-Object Services -eq 0 | Remove-DockerStack</code>
/// <para>Networks, secrets and configs that were left behind.</para>
/// </example>
/// <seealso cref="DeployDockerStackCommand"/>
/// <seealso cref="GetDockerStackCommand"/>
[Cmdlet(VerbsCommon.Remove, "DockerStack", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
public sealed class RemoveDockerStackCommand : StackTargetCmdlet
{
    /// <summary>Returns when the swarm has accepted the removal, and does not wait until tasks and networks have gone.</summary>
    [Parameter]
    [Alias("d")]
    public SwitchParameter Detach { get; set; }

    /// <summary>How long to wait for each stack: seconds, a TimeSpan, or docker's 1m30s. Without end by default. A wait that is over is an
    /// error; the swarm goes on with it.</summary>
    [Parameter]
    [DurationTransformation(IsLimit = true)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How many parts of a stack are removed at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        await foreach (ResolvedStack stack in ResolveAsync().ConfigureAwait(false))
        {
            await GuardAsync(stack.Engine.Connection, stack.Target, () => RemoveAsync(stack)).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(ResolvedStack stack)
    {
        StackParts parts = await stack.Engine.Stacks.ReadAsync(stack.Name, StopToken).ConfigureAwait(false);
        if (parts.IsEmpty)
        {
            throw new ResourceNotFoundException(ResourceKind.Stack, $"No such stack: {stack.Name}");
        }

        List<StackPart> confirmed = [];
        foreach (StackPart part in parts.All)
        {
            if (await ShouldProcessAsync(
                $"{part.Name} ({ShortId.Of(part.Id)}) on {stack.Engine.Connection.Name}", $"Remove {part.Kind.ToString().ToLowerInvariant()}").ConfigureAwait(false))
            {
                confirmed.Add(part);
            }
        }

        if (confirmed.Count == 0)
        {
            return;
        }

        // Stacks go side by side: each waits for its own tasks.
        bool isWhole = confirmed.Count == parts.All.Count;
        await QueueAsync(() => GuardAsync(stack.Engine.Connection, stack.Target, async () =>
        {
            var removal = new StackRemoval(this, (engine, target, work) => GuardAsync(engine.Connection, target, work));
            if (await removal.RemoveAsync(stack.Engine, confirmed, ThrottleLimit).ConfigureAwait(false) && isWhole && !Detach)
            {
                await removal.WaitAsync(stack.Engine, stack.Name, confirmed, Timeout).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
    }
}
