using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets the records of the build cache.</summary>
/// <remarks>
/// <para>Returns what BuildKit keeps of builds, so that the next one is fast: layers of steps, contexts, cache mounts. What was used last comes first.
/// With -Summary, one object per engine with the sums. The twin of docker buildx du and of the last part of docker system df -v (GET /system/df).
/// The classic builder keeps its cache as images: Get-Image -All shows those.</para>
/// <para>Engines before 23 (API 1.42) count their images, containers and volumes, too, for this: slow, and for one client at a time.</para>
/// </remarks>
/// <example>
/// <title>List the build cache</title>
/// <code>Get-DockerBuildCache</code>
/// <para>Shows the records with their type, size, age of the last use and what they came from.</para>
/// </example>
/// <example>
/// <title>See how much there is</title>
/// <code>Get-DockerBuildCache -Summary -Context prod-*</code>
/// <para>One line for each engine: all bytes, those that images share, and those that could be freed.</para>
/// </example>
/// <example>
/// <title>Find big cache mounts</title>
/// <code>Get-DockerBuildCache -Type exec.cachemount | Sort-Object Size -Descending | Select-Object -First 5 Size, Description</code>
/// <para>What RUN --mount=type=cache has filled, the biggest first.</para>
/// </example>
/// <example>
/// <title>What has not been used for a week</title>
/// <code>Get-DockerBuildCache -Shared $false | Where-Object LastUsed -lt (Get-Date).AddDays(-7) | Measure-Object Size -Sum</code>
/// <para>The bytes that Clear-DockerBuildCache -Until 168h would free.</para>
/// </example>
/// <seealso cref="ClearDockerBuildCacheCommand"/>
/// <seealso cref="NewImageCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerBuildCache", DefaultParameterSetName = RecordSet)]
[OutputType(typeof(DockerBuildCache), typeof(DockerBuildCacheUsage))]
public sealed class GetDockerBuildCacheCommand : EngineInputCmdlet
{
    private const string RecordSet = "Record";
    private const string SummarySet = "Summary";

    /// <summary>Only these records: ids, or how they begin. Wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerBuildCache))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BuildCacheCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Only records of these types: regular, source.local, source.git.checkout, exec.cachemount, frontend, internal. Wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BuildCacheTypeCompleter))]
    public string[]? Type { get; set; }

    /// <summary>$true: only records that a build uses at the moment. $false: only those that none uses.</summary>
    [Parameter]
    public bool? InUse { get; set; }

    /// <summary>$true: only records whose layers an image has, too. $false: only those that the cache alone has.</summary>
    [Parameter]
    public bool? Shared { get; set; }

    /// <summary>Filters of docker buildx du: @{ description = 'COPY . .'; until = '24h' }, or docker's form until=24h. There are id, parents, type, description, inuse,
    /// shared, private and until (last used before that time). A name that ends in ~ takes a regular expression (description~=npm), one that ends in ! leaves out.</summary>
    [Parameter]
    [Alias("f")]
    [ValidateNotNullOrEmpty]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Returns one object per engine with the sums, not the records.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SummarySet)]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessAsync()
    {
        var filter = new BuildCacheFilter(Filter, DateTime.Now);
        return ReadEachEngineAsync(engine => ReadAsync(engine, filter));
    }

    private async Task ReadAsync(EngineApi engine, BuildCacheFilter filter)
    {
        WildcardPattern[]? types = Type is null ? null : [.. Type.Select(static type => new WildcardPattern(type, WildcardOptions.IgnoreCase))];
        List<DockerBuildCache> records = [.. (await engine.BuildCache.ListAsync(StopToken).ConfigureAwait(false))
            .Where(record => (types is null || Array.Exists(types, type => type.IsMatch(record.Type)))
                && (InUse is not bool inUse || record.InUse == inUse)
                && (Shared is not bool shared || record.Shared == shared)
                && filter.Matches(record))
            .OrderByDescending(static record => record.LastUsed ?? record.Created ?? DateTime.MinValue)
            .ThenBy(static record => record.Id, StringComparer.Ordinal)];
        if (Id is not null)
        {
            records = await NamedAsync(engine, records, Id).ConfigureAwait(false);
        }

        if (Summary)
        {
            await WriteAsync(DockerBuildCacheUsage.Of(engine.Connection, records)).ConfigureAwait(false);
        }
        else
        {
            await WriteManyAsync(records).ConfigureAwait(false);
        }
    }

    /// <summary>Those that are meant. A literal that none of them begins with is an error.</summary>
    private async Task<List<DockerBuildCache>> NamedAsync(EngineApi engine, List<DockerBuildCache> records, string[] ids)
    {
        HashSet<DockerBuildCache> meant = [];
        foreach (string id in ids)
        {
            var pattern = new WildcardPattern(WildcardPattern.ContainsWildcardCharacters(id) ? id : WildcardPattern.Escape(id) + "*", WildcardOptions.IgnoreCase);
            List<DockerBuildCache> found = records.FindAll(record => pattern.IsMatch(record.Id));
            meant.UnionWith(found);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(id))
            {
                await WriteErrorAsync(
                    new ResourceNotFoundException(ResourceKind.BuildCache, $"There is no record '{id}' in the build cache of '{engine.Connection.Name}' that fits.") { Connection = engine.Connection },
                    id).ConfigureAwait(false);
            }
        }

        return records.FindAll(meant.Contains);
    }
}
