using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes all stopped containers.</summary>
/// <remarks>
/// <para>The engine removes every container that does not run: created, exited and dead ones. Paused and restarting ones stay.
/// The question names what would go; -WhatIf lists each container with the bytes that it has written, and removes none.
/// Several engines clear up side by side. The twin of docker container prune (POST /containers/prune).</para>
/// <para>The filters are until (what was made before that time: 24h back from now, or a time), label and label! (what has that label,
/// or does not have it). Several labels must all be there; several of label! spare what has all of them.</para>
/// </remarks>
/// <example>
/// <title>See first what would go</title>
/// <code>Clear-Container -WhatIf</code>
/// <para>Lists the stopped containers, the bytes of each and their sum, and removes none.</para>
/// </example>
/// <example>
/// <title>Remove what has been stopped and is a week old</title>
/// <code>Clear-Container -Until (Get-Date).AddDays(-7) -Filter @{ 'label!' = 'keep' } -Force</code>
/// <para>Removes stopped containers that were made more than a week ago and do not have the label keep, without a question.</para>
/// </example>
/// <example>
/// <title>Clear up on many engines</title>
/// <code>Clear-Container -Context prod-* -Until 24h -Force | Measure-Object SpaceReclaimed -Sum</code>
/// <para>Each engine answers with one object; the sum is the bytes that were freed on all of them.</para>
/// </example>
[Cmdlet(VerbsCommon.Clear, "Container", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Prune-Container")]
[OutputType(typeof(PruneResult))]
public sealed class ClearContainerCommand : AgePruneCmdlet
{
    private protected override ResourceKind Kind => ResourceKind.Container;

    private protected override string Victim => "stopped container";

    private protected override IReadOnlyCollection<string> KnownFilters { get; } = ["until", "label", "label!"];

    private protected override async IAsyncEnumerable<PruneVictim> FindVictimsAsync(EngineApi engine, PruneFilters filters)
    {
        HashSet<string> states = [];
        await foreach (ContainerSummary container in engine.Containers.ListAsync(Labelled(filters), null, false, StopToken).ConfigureAwait(false))
        {
            if (IsVictim(container, filters))
            {
                states.Add(container.State);
            }
        }

        // Counting bytes is slow on the engine's side: not for those that run. And not every engine knows a filter for every state.
        if (states.Count == 0)
        {
            yield break;
        }

        await foreach (ContainerSummary container in engine.Containers.ListAsync(Labelled(filters).Add("status", states), null, true, StopToken).ConfigureAwait(false))
        {
            if (IsVictim(container, filters))
            {
                yield return new PruneVictim(container.Id, container.Name, container.SizeRw ?? 0);
            }
        }
    }

    private protected override Task<PruneResult> PruneAsync(EngineApi engine, PruneFilters filters, CancellationToken cancellationToken) =>
        engine.Containers.PruneAsync(filters.ToQuery(), cancellationToken);

    private static bool IsVictim(ContainerSummary container, PruneFilters filters) =>
        container.State is "created" or "exited" or "dead" && filters.Matches(container.Labels, container.Created);

    private static Filters Labelled(PruneFilters filters) => new Filters().Add("label", filters.ValuesOf("label"));
}
