using System.Collections;
using DockerPS.Engine.Api;
using DockerPS.Hosting;

namespace DockerPS.Tests.BuildCache;

/// <summary>What a prune of the build cache would remove, and what -Filter picks, without an engine.</summary>
public sealed class BuildCacheVictimsTests
{
    private static readonly DateTime s_now = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Local);
    private static readonly BuildCacheLimits s_noLimits = new(null, null, null);

    // Records: base <- step <- last, a shared one below two, a context, a frontend, and one that a build uses.
    private static readonly DockerBuildCache[] s_records =
    [
        Record("base", "regular", shared: true),
        Record("step", "regular", parents: ["base"]),
        Record("last", "regular", parents: ["step"], hours: 1),
        Record("ctx", "source.local", hours: 50),
        Record("front", "frontend"),
        Record("busy", "regular", parents: ["under"], inUse: true),
        Record("under", "regular"),
    ];

    [Fact]
    public void What_is_in_use_shared_or_the_builders_own_stays_and_what_it_is_built_upon() =>
        Assert.Equal(["ctx", "last", "step"], Victims(false));

    [Fact]
    public void All_takes_what_is_shared_and_the_builders_own_but_nothing_in_use() =>
        Assert.Equal(["base", "ctx", "front", "last", "step"], Victims(true));

    [Fact]
    public void What_a_newer_record_is_built_upon_stays_with_it() =>
        Assert.Equal(["ctx"], Victims(false, until: s_now.AddHours(-2)));

    [Theory]
    [InlineData("id", "^las", "last")]
    [InlineData("type", "source.local", "ctx")]
    [InlineData("description", "of ctx", "ctx")]
    [InlineData("private", "true", "ctx,last,step")]
    [InlineData("shared", "true", "")]
    public void Filters_pick(string name, string value, string expected) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), Victims(false, new Hashtable { [name] = value }));

    [Fact]
    public void Where_less_is_there_than_is_reserved_nothing_goes()
    {
        Assert.Empty(BuildCacheVictims.Of(s_records, true, null, None, new BuildCacheLimits(1000, null, null)));
        Assert.NotEmpty(BuildCacheVictims.Of(s_records, true, null, None, new BuildCacheLimits(1000, 1, null)));
        Assert.NotEmpty(BuildCacheVictims.Of(s_records, true, null, None, new BuildCacheLimits(10, null, null)));
    }

    [Theory]
    [InlineData("id", "last", "last")]
    [InlineData("id~", "^(last|base)$", "base,last")]
    [InlineData("type!", "regular", "ctx,front")]
    [InlineData("type", "=frontend", "front")]
    [InlineData("parents", "base", "step")]
    [InlineData("description~", "ctx", "ctx")]
    [InlineData("inuse", "", "busy")]
    [InlineData("inuse", "true", "busy")]
    [InlineData("shared", "true", "base")]
    [InlineData("private", "false", "base")]
    [InlineData("until", "40h", "ctx")]
    [InlineData("unused-for", "40h", "ctx")]
    public void Get_filters_as_buildx_du(string name, string value, string expected)
    {
        var filter = new BuildCacheFilter(new Hashtable { [name] = value }, s_now);
        Assert.Equal(expected.Split(','), s_records.Where(filter.Matches).Select(static record => record.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("color", "red")]
    [InlineData("shared", "perhaps")]
    [InlineData("id~", "(")]
    [InlineData("until", "yesterday")]
    public void What_is_no_filter_is_refused(string name, string value) =>
        Assert.Throws<InvalidRequestException>(() => new BuildCacheFilter(new Hashtable { [name] = value }, s_now));

    private static PruneFilters None => PruneFilters.Of(null, [], s_now);

    private static string[] Victims(bool all, Hashtable? filter = null, DateTime? until = null)
    {
        PruneFilters filters = PruneFilters.Of(filter, [], s_now, until: until);
        return [.. BuildCacheVictims.Of(s_records, all, filters.Limit, filters, s_noLimits).Select(static record => record.Id).Order(StringComparer.Ordinal)];
    }

    private static DockerBuildCache Record(string id, string type, string[]? parents = null, bool shared = false, bool inUse = false, int hours = 10) => new()
    {
        Id = id,
        Type = type,
        Description = "of " + id,
        Parents = new(parents ?? []),
        Shared = shared,
        InUse = inUse,
        Size = 100,
        LastUsed = s_now.AddHours(-hours),
    };
}
