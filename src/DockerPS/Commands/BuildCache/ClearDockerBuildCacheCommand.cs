using System.Management.Automation;
using System.Text.RegularExpressions;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes the build cache, or a part of it.</summary>
/// <remarks>
/// <para>BuildKit removes the records that no build uses and no image shares; with -All also those that images share, and what it keeps
/// for itself. The next builds run these steps again. The question names what would go; -WhatIf lists each record with its bytes,
/// and removes none. Several engines clear up side by side. The twin of docker builder prune and docker buildx prune (POST /build/prune).</para>
/// <para>With limits (-ReservedSpace, -MaximumUsedSpace, -MinimumFreeSpace) the oldest go first until the limits hold: -WhatIf then lists what may go,
/// and its sum is the most that can be freed.</para>
/// <para>The filters are until, id (a regular expression), type, description, shared and private. Records have no labels: those of pruneFilters in
/// docker's config.json do not count here.</para>
/// </remarks>
/// <example>
/// <title>See first what would go</title>
/// <code>Clear-DockerBuildCache -WhatIf</code>
/// <para>Lists the records, the bytes of each and their sum, and removes none.</para>
/// </example>
/// <example>
/// <title>Remove what no build has used for a week</title>
/// <code>Clear-DockerBuildCache -Until 168h -Force</code>
/// <para>Removes records that were last used more than a week ago, without a question.</para>
/// </example>
/// <example>
/// <title>Keep the newest ten gigabytes</title>
/// <code>Clear-DockerBuildCache -All -ReservedSpace 10GB -Force -Context build-*</code>
/// <para>On every engine whose context begins with build-, the oldest records go until ten gigabytes are left.</para>
/// </example>
/// <example>
/// <title>Empty the cache mounts</title>
/// <code>Clear-DockerBuildCache -Filter type=exec.cachemount -Force | Format-List Engine, Count, SpaceReclaimed</code>
/// <para>Removes what RUN --mount=type=cache has filled, and nothing else.</para>
/// </example>
/// <example>
/// <title>Remove what you have picked</title>
/// <code>Get-DockerBuildCache -InUse $false | Where-Object Size -gt 1GB | Clear-DockerBuildCache</code>
/// <para>Asks, and removes the big records, those that images share, too, each on its own engine.</para>
/// </example>
/// <seealso cref="GetDockerBuildCacheCommand"/>
[Cmdlet(VerbsCommon.Clear, "DockerBuildCache", DefaultParameterSetName = AllSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Prune-DockerBuildCache")]
[OutputType(typeof(PruneResult))]
public sealed class ClearDockerBuildCacheCommand : PruneCmdlet
{
    private const string AllSet = "All";
    private const string InputObjectSet = "InputObject";
    private const string UntilFilter = "until";
    private const string Label = "label";
    private const string IdFilter = "id";
    private const string SharedFilter = "shared";
    private const string PrivateFilter = "private";

    // The older name of until, which means the same.
    private const string UnusedFor = "unused-for";

    private static readonly ApiVersion s_limits = new(1, 48);

    private readonly List<DockerBuildCache> _records = [];

    /// <summary>Only these records, as objects of Get-DockerBuildCache, each on its own engine. One that another record is built upon stays until that goes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerBuildCache))]
    public DockerBuildCache[]? InputObject { get; set; }

    /// <summary>Also removes records that images share, and what the builder keeps for itself: frontends and internal records.</summary>
    [Parameter(ParameterSetName = AllSet)]
    [Alias("a")]
    public SwitchParameter All { get; set; }

    /// <summary>Only what was last used before this time: a DateTime, a TimeSpan or docker's 24h back from now, or a text such as 2026-05-01.</summary>
    [Parameter]
    [Alias("UnusedFor")]
    [TimeTransformation]
    public DateTime? Until { get; set; }

    /// <summary>So much is left: bytes (10GB is PowerShell's own), or docker's 10g. Before API 1.48 docker calls it keep-storage.</summary>
    [Parameter(ParameterSetName = AllSet)]
    [Alias("KeepStorage")]
    [SizeTransformation]
    [ValidateRange(0L, long.MaxValue)]
    public long? ReservedSpace { get; set; }

    /// <summary>The cache may have so much: bytes, or docker's 10g. Needs API 1.48 (Docker 28).</summary>
    [Parameter(ParameterSetName = AllSet)]
    [Alias("MaxUsedSpace")]
    [SizeTransformation]
    [ValidateRange(0L, long.MaxValue)]
    public long? MaximumUsedSpace { get; set; }

    /// <summary>So much is to be free on the disk: bytes, or docker's 10g. Needs API 1.48 (Docker 28).</summary>
    [Parameter(ParameterSetName = AllSet)]
    [Alias("MinFreeSpace")]
    [SizeTransformation]
    [ValidateRange(0L, long.MaxValue)]
    public long? MinimumFreeSpace { get; set; }

    private protected override ResourceKind Kind => ResourceKind.BuildCache;

    private protected override string Victim => "build cache record";

    private protected override IReadOnlyCollection<string> KnownFilters { get; } = [UntilFilter, IdFilter, "type", "description", SharedFilter, PrivateFilter];

    private protected override bool IsLimited => Limits.Any;

    private BuildCacheLimits Limits => new(ReservedSpace, MaximumUsedSpace, MinimumFreeSpace);

    private protected override DateTime? TimeOf() => Until;

    // Records that the user has picked are meant, whoever shares them.
    private bool IsAll => All || _records.Count > 0;

    private protected override bool TakeUp()
    {
        _records.AddRange(InputObject ?? []);
        return InputObject is not null;
    }

    /// <inheritdoc/>
    private protected override async Task EndAsync()
    {
        // One that is built upon another can only go with it: they are asked about, and go, at once.
        DateTime now = DateTime.Now;
        foreach (DockerConnection connection in _records.Select(static record => record.Connection).DistinctBy(static connection => connection.Endpoint).ToArray())
        {
            await GuardAsync(connection, connection.Name, () => ClearAsync(EngineOf(_records.Find(record => record.Connection.IsSameEngine(connection))!), now)).ConfigureAwait(false);
        }
    }

    private protected override async Task AddFiltersAsync(EngineApi engine, PruneFilters filters)
    {
        if (MaximumUsedSpace is not null || MinimumFreeSpace is not null)
        {
            await engine.RequireAsync(s_limits, MaximumUsedSpace is null ? "-MinimumFreeSpace" : "-MaximumUsedSpace", StopToken).ConfigureAwait(false);
        }

        // The engine takes labels, but does not look at them: it would remove everything.
        if (Filter?.Keys.Cast<object>().Any(static key => ValueText.Of(key).TrimEnd('!') == Label) == true)
        {
            throw new InvalidRequestException("BadParameter", "Records of the build cache have no labels. There are the filters id, type, description, shared, private and until.");
        }

        filters.Remove(Label);
        filters.Remove(Label + "!");
        foreach (string flag in new[] { SharedFilter, PrivateFilter })
        {
            if (Filter?.ContainsKey(flag) == true && !BuildCacheFilter.FlagOf(flag, filters.ValuesOf(flag)))
            {
                filters.Remove(flag);
                filters.Add(flag == SharedFilter ? PrivateFilter : SharedFilter, "true");
            }
        }

        if (_records.Count > 0)
        {
            filters.Remove(IdFilter);
            filters.Add(IdFilter, $"^({string.Join('|', _records.Where(record => record.Connection.IsSameEngine(engine.Connection)).Select(static record => Regex.Escape(record.Id)))})$");
        }

        foreach (string time in filters.ValuesOf(UnusedFor).ToArray())
        {
            filters.Remove(UnusedFor);
            filters.Add(UntilFilter, time);
        }

        // Twice the same time is one to the engine, two are refused.
        _ = filters.Limit;
    }

    private protected override async IAsyncEnumerable<PruneVictim> FindVictimsAsync(EngineApi engine, PruneFilters filters)
    {
        IReadOnlyList<DockerBuildCache> records = await engine.BuildCache.ListAsync(StopToken).ConfigureAwait(false);
        foreach (DockerBuildCache record in BuildCacheVictims.Of(records, IsAll, filters.Limit, filters, Limits))
        {
            yield return new PruneVictim(record.Id, DisplayText.Of(record.Description.Length == 0 ? record.Type : $"{record.Type}: {record.Description}"), record.Size);
        }
    }

    private protected override Task<PruneResult> PruneAsync(EngineApi engine, PruneFilters filters, CancellationToken cancellationToken)
    {
        var query = new Filters();
        foreach (string name in filters.Names)
        {
            // BuildKit's flags are there or not, and have no value that they would ever equal.
            _ = name is SharedFilter or PrivateFilter ? query.AddFlag(name)
                : name == UntilFilter ? query.Add(name, Ago(filters.Limit!.Value))
                : query.Add(name, filters.ValuesOf(name));
        }

        return engine.BuildCache.PruneAsync(IsAll, query, Limits, cancellationToken);
    }

    // Older engines take durations only; those that take times take durations, too.
    private static string Ago(DateTime time) => ValueText.Of((decimal)Math.Max((DateTime.Now - time).TotalSeconds, 0)) + "s";
}
