using System.Management.Automation;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes all unused volumes, and what is in them.</summary>
/// <remarks>
/// <para>The engine removes every anonymous volume that no container mounts, not even a stopped one; with -All those that have a name too.
/// Engines before 23 (API 1.42) and podman do not tell anonymous volumes from others and always remove both: there is a warning where -All was not given.
/// Volumes of other drivers than local, and those with options, stay, but not with podman. The question names what would go; -WhatIf lists each volume with its bytes,
/// and removes none. Several engines clear up side by side. The twin of docker volume prune (POST /volumes/prune).</para>
/// <para>The filters are label and label! (what has that label, or does not have it). Several labels must all be there; several of label! spare what has all of them. podman takes one filter only.</para>
/// </remarks>
/// <example>
/// <title>See first what would go</title>
/// <code>Clear-DockerVolume -All -WhatIf</code>
/// <para>Lists the unused volumes, the bytes of each and their sum, and removes none.</para>
/// </example>
/// <example>
/// <title>Remove unused volumes of one kind</title>
/// <code>Clear-DockerVolume -All -Label stage=test -Filter @{ 'label!' = 'keep' } -Force</code>
/// <para>Removes unused volumes, with and without a name, that have the one label and not the other, without a question.</para>
/// </example>
/// <example>
/// <title>Clear up on many engines</title>
/// <code>Clear-DockerVolume -Context prod-* -Force | Measure-Object SpaceReclaimed -Sum</code>
/// <para>Each engine answers with one object; the sum is the bytes that were freed on all of them.</para>
/// </example>
/// <seealso cref="RemoveDockerVolumeCommand"/>
[Cmdlet(VerbsCommon.Clear, "DockerVolume", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Prune-DockerVolume")]
[OutputType(typeof(PruneResult))]
public sealed class ClearDockerVolumeCommand : LabelPruneCmdlet
{
    private const string AllFilter = "all";

    // Since then the engine tells anonymous volumes from others.
    private static readonly ApiVersion s_anonymousOnly = new(1, 42);

    /// <summary>Also removes unused volumes that have a name, not only anonymous ones.</summary>
    [Parameter]
    [Alias("a")]
    public SwitchParameter All { get; set; }

    private protected override ResourceKind Kind => ResourceKind.Volume;

    private protected override string Victim => "unused volume";

    private protected override IReadOnlyCollection<string> KnownFilters { get; } = ["label", "label!", AllFilter];

    private protected override async Task AddFiltersAsync(EngineApi engine, PruneFilters filters)
    {
        if (All && filters.ValuesOf(AllFilter).Count > 0)
        {
            throw new InvalidRequestException("BadParameter", "-All and the filter 'all' cannot be given together.");
        }

        EngineIdentity identity = await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
        if (identity.IsPodman && filters.Names.Count() > 1)
        {
            throw new NotSupportedByEngineException("podman removes what fits any of several filters, not all of them. Give one filter only.")
            {
                Advice = "Get-DockerVolume -Dangling $true finds unused volumes by several filters; pipe them into Remove-DockerVolume.",
            };
        }

        if (KnowsAnonymous(identity))
        {
            if (All)
            {
                filters.Add(AllFilter, "true");
            }
        }
        else if (!All)
        {
            await WarnAsync(
                $"{engine.Connection.Name}: {(identity.IsPodman ? "with podman" : $"before Engine API {s_anonymousOnly}")} all unused volumes go, not only anonymous ones. -All says that this is meant.").ConfigureAwait(false);
        }
    }

    private protected override async IAsyncEnumerable<PruneVictim> FindVictimsAsync(EngineApi engine, PruneFilters filters)
    {
        EngineIdentity identity = await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
        bool anonymousOnly = KnowsAnonymous(identity) && !IsTrue(filters.ValuesOf(AllFilter));
        Filters unused = new Filters().Add("dangling", "true").Add("label", filters.ValuesOf("label"));
        (IReadOnlyList<DockerVolumeSummary> volumes, IReadOnlyList<string> warnings) = await engine.Volumes.ListAsync(unused, StopToken).ConfigureAwait(false);
        foreach (string warning in warnings)
        {
            await WarnAsync($"{engine.Connection.Name}: {DisplayText.Safe(warning)}").ConfigureAwait(false);
        }

        DockerVolumeSummary[] victims =
        [
            .. volumes.Where(volume => (identity.IsPodman || (volume.Driver == "local" && volume.Options.Count == 0))
                && (volume.Anonymous || !anonymousOnly)
                && filters.Matches(volume.Labels, volume.Created ?? default)).OrderBy(static volume => volume.Name, StringComparer.Ordinal),
        ];
        if (victims.Length == 0)
        {
            yield break;
        }

        Dictionary<string, long?> sizes = await SizesAsync(engine).ConfigureAwait(false);
        foreach (DockerVolumeSummary volume in victims)
        {
            yield return new PruneVictim(volume.Name, volume.Name, sizes.GetValueOrDefault(volume.Name));
        }
    }

    private protected override Task<PruneResult> PruneAsync(EngineApi engine, PruneFilters filters, CancellationToken cancellationToken) =>
        engine.Volumes.PruneAsync(filters.ToQuery(), cancellationToken);

    private static bool KnowsAnonymous(EngineIdentity identity) => identity.ApiVersion >= s_anonymousOnly && !identity.IsPodman;

    private async Task<Dictionary<string, long?>> SizesAsync(EngineApi engine)
    {
        var sizes = new Dictionary<string, long?>(StringComparer.Ordinal);
        try
        {
            foreach (DockerVolumeSummary volume in await engine.Volumes.MeasureAsync(StopToken).ConfigureAwait(false))
            {
                sizes[volume.Name] = volume.Size;
            }
        }
        catch (DockerApiException error)
        {
            // Engines before 23 count for one client at a time, and refuse the others.
            await VerboseAsync($"The sizes of the volumes on '{engine.Connection.Name}' are not known: {error.Message}").ConfigureAwait(false);
        }

        return sizes;
    }

    // As the engine reads it.
    private static bool IsTrue(IReadOnlyList<string> values) => values is [string value] && value is "1" or "t" or "T" or "true" or "TRUE" or "True";
}
