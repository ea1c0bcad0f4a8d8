using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes all unused networks.</summary>
/// <remarks>
/// <para>The engine removes every network that someone made and that no container is in. A stopped container holds no place in a network:
/// one that only stopped containers belong to goes too, and they start no more. Networks that only hold settings (-ConfigOnly) stay.
/// The question names what would go; -WhatIf lists each network, and removes none. Several engines clear up side by side.
/// The twin of docker network prune (POST /networks/prune).</para>
/// <para>The filters are until (what was made before that time: 24h back from now, or a time), label and label! (what has that label,
/// or does not have it).</para>
/// </remarks>
/// <example>
/// <title>See first what would go</title>
/// <code>Clear-DockerNetwork -WhatIf</code>
/// <para>Lists the unused networks, and removes none.</para>
/// </example>
/// <example>
/// <title>Remove what is unused and a day old</title>
/// <code>Clear-DockerNetwork -Until 24h -Filter @{ 'label!' = 'keep' } -Force</code>
/// <para>Removes unused networks that were made more than a day ago and do not have the label keep, without a question.</para>
/// </example>
/// <example>
/// <title>Clear up on many engines</title>
/// <code>(Clear-DockerNetwork -Context prod-* -Force).Deleted</code>
/// <para>Each engine answers with one object; shows the names of the networks that were removed from all of them.</para>
/// </example>
[Cmdlet(VerbsCommon.Clear, "DockerNetwork", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Prune-DockerNetwork")]
[OutputType(typeof(PruneResult))]
public sealed class ClearDockerNetworkCommand : AgePruneCmdlet
{
    private protected override ResourceKind Kind => ResourceKind.Network;

    private protected override string Victim => "unused network";

    private protected override IReadOnlyCollection<string> KnownFilters { get; } = ["until", "label", "label!"];

    private protected override async IAsyncEnumerable<PruneVictim> FindVictimsAsync(EngineApi engine, PruneFilters filters)
    {
        Filters labelled = new Filters().Add("label", filters.ValuesOf("label"));
        IAsyncEnumerable<DockerNetworkSummary> unused = NetworkUse.Where(engine, engine.Networks.ListAsync(labelled, StopToken), unused: true, StopToken);
        await foreach (DockerNetworkSummary network in unused.ConfigureAwait(false))
        {
            // The engine spares these, used or not.
            if (!network.ConfigOnly && !network.Ingress && filters.Matches(network.Labels, network.Created))
            {
                yield return new PruneVictim(network.Id, network.Name, null);
            }
        }
    }

    private protected override Task<PruneResult> PruneAsync(EngineApi engine, PruneFilters filters, CancellationToken cancellationToken) =>
        engine.Networks.PruneAsync(filters.ToQuery(), cancellationToken);
}
