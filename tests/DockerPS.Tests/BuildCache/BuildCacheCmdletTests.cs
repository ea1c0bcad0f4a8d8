using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using DockerPS.Tests.Networks;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.BuildCache;

/// <summary>Get-DockerBuildCache and Clear-DockerBuildCache against scripted engines.</summary>
public sealed class BuildCacheCmdletTests
{
    private const string Items = """
        [{"ID":"aaaabbbbccccddddeeeeffff1","Parent":"p1","Type":"regular","Description":"mount / from exec /bin/sh -c make\u001b[2J","InUse":false,"Shared":true,"Size":2000,"CreatedAt":"2026-01-02T03:04:05Z","LastUsedAt":"2026-01-03T00:00:00Z","UsageCount":3,"Tomorrow":1},
         {"ID":"aaaabbbbccccddddeeeeffff2"," Parents":["p1","p2"],"Type":"exec.cachemount","Description":"","Size":500,"CreatedAt":"2026-01-02T03:04:05Z","LastUsedAt":null},
         {"ID":"zzzz","Parents":null,"Type":"internal","Description":"x","InUse":true,"Size":-1,"LastUsedAt":"2026-01-04T00:00:00Z"}]
        """;

    [Theory]
    [InlineData("1.41", "GET /system/df", "BuildCache")]
    [InlineData("1.42", "GET /system/df?type=build-cache", "BuildCache")]
    [InlineData("1.52", "GET /system/df?type=build-cache&verbose=1", "BuildCacheUsage")]
    public async Task Records_are_read_in_every_shape(string version, string request, string field)
    {
        await using ScriptedNetworks engine = Engine(version, field);
        DockerBuildCache[] records = [.. engine.Run("Get-DockerBuildCache").Run().AssertNoErrors().OutputAs<DockerBuildCache>()];
        Assert.Equal([request], engine.Requests);
        Assert.Equal(["zzzz", "aaaabbbbccccddddeeeeffff1", "aaaabbbbccccddddeeeeffff2"], records.Select(static record => record.Id));
        Assert.Equal(("p1", true, false, 2000L, 3L), (records[1].Parents.ToString(), records[1].Shared, records[1].InUse, records[1].Size, records[1].UsageCount));
        Assert.Equal(new DateTime(2026, 1, 3, 0, 0, 0, DateTimeKind.Utc), records[1].LastUsed!.Value.ToUniversalTime());
        Assert.Equal(1L, records[1].AdditionalProperties["Tomorrow"]);
        Assert.Equal("p1, p2", records[2].Parents.ToString());
        Assert.Null(records[2].LastUsed);
        Assert.Equal((0L, true), (records[0].Size, records[0].InUse));
    }

    [Fact]
    public async Task Parameters_pick_records()
    {
        await using ScriptedNetworks engine = Engine();
        string[] Ids(object parameters) => [.. engine.Run("Get-DockerBuildCache").With(parameters).Run().AssertNoErrors().OutputAs<DockerBuildCache>().Select(static record => record.Id[^1..])];
        Assert.Equal(["2"], Ids(new { Type = "EXEC.*" }));
        Assert.Equal(["z"], Ids(new { InUse = true }));
        Assert.Equal(["z", "2"], Ids(new { Shared = false }));
        Assert.Equal(["1"], Ids(new { Filter = "description~=make" }));
        Assert.Equal(["z"], Ids(new { Id = "zz" }));
        Assert.Equal(["1", "2"], Ids(new { Id = "aaaa*" }));
        Assert.Empty(Ids(new { Id = "q*" }));
    }

    [Fact]
    public async Task An_id_that_is_not_there_is_not_found()
    {
        await using ScriptedNetworks engine = Engine();
        Assert.StartsWith("BuildCacheNotFound", Assert.Single(engine.Run("Get-DockerBuildCache").With("Id", "q").Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_counts_what_buildx_counts()
    {
        await using ScriptedNetworks engine = Engine();
        DockerBuildCacheUsage usage = Assert.Single(engine.Run("Get-DockerBuildCache").With("Summary", true).Run().AssertNoErrors().OutputAs<DockerBuildCacheUsage>());
        Assert.Equal((3, 1, 2500L, 2000L, 500L, 2500L), (usage.Count, usage.InUse, usage.Size, usage.Shared, usage.Private, usage.Reclaimable));
        Assert.Equal(engine.Address, usage.Engine);
    }

    [Fact]
    public async Task WhatIf_lists_the_records_and_their_bytes_and_sends_nothing()
    {
        await using ScriptedNetworks engine = Engine();
        CmdletResult result = engine.Run("Clear-DockerBuildCache").With(new { All = true, Force = true }).WhatIf().Run().AssertNoErrors();
        Assert.Equal(
            [
                $"exec.cachemount (aaaabbbbcccc) on {engine.Address}, 500B",
                $"regular: mount / from exec /bin/sh -c make\ufffd[2J (aaaabbbbcccc) on {engine.Address}, 2kB",
                engine.Address,
            ],
            result.ShouldProcessCalls.Select(static call => call.Target));
        Assert.Equal("Remove 2 build cache records (2.5kB)", result.ShouldProcessCalls[^1].Action);
        Assert.Equal("Remove up to 2 build cache records (2.5kB)", engine.Run("Clear-DockerBuildCache").With(new { All = true, ReservedSpace = 1 }).WhatIf().Run().AssertNoErrors().ShouldProcessCalls[^1].Action);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.41", "?all=1&keep-storage=10000000000")]
    [InlineData("1.48", "?all=1&reserved-space=10000000000")]
    public async Task The_limit_has_the_name_that_the_engine_knows(string version, string query)
    {
        await using ScriptedNetworks engine = Engine(version);
        PruneResult result = Assert.Single(engine.Run("Clear-DockerBuildCache").With(new { All = true, Force = true, KeepStorage = "10gb" }).Run().AssertNoErrors().OutputAs<PruneResult>());
        Assert.Equal(("BuildCache", "one, two", 4200L), (result.Kind, result.Deleted.ToString(), result.SpaceReclaimed));
        Assert.Equal(["POST /build/prune" + query.Replace("10000000000", "10737418240", StringComparison.Ordinal)], engine.Requests);
    }

    [Fact]
    public async Task Newer_limits_are_refused_before_anything_is_sent()
    {
        await using ScriptedNetworks old = Engine("1.47");
        CmdletResult refused = old.Run("Clear-DockerBuildCache").With(new { Force = true, MinimumFreeSpace = "1g" }).Run();
        Assert.StartsWith("NotSupportedByEngine", refused.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(old.Requests);
        await using ScriptedNetworks engine = Engine("1.48");
        engine.Run("Clear-DockerBuildCache").With(new { Force = true, MaxUsedSpace = 5, MinFreeSpace = 6 }).Run().AssertNoErrors();
        Assert.Equal(["POST /build/prune?max-used-space=5&min-free-space=6"], engine.Requests);
    }

    [Fact]
    public async Task Flags_go_as_the_builder_knows_them_and_times_as_durations()
    {
        await using ScriptedNetworks engine = Engine();
        engine.Run("Clear-DockerBuildCache").With(new { Force = true, Filter = new Hashtable { ["shared"] = false, ["type"] = "regular", ["unused-for"] = "24h" } }).Run().AssertNoErrors();
        Match sent = Regex.Match(Assert.Single(engine.Requests), """^POST /build/prune\?filters=\{"private":\[\],"type":\["regular"\],"until":\["([\d.]+)s"\]\}$""");
        Assert.True(sent.Success, engine.Requests[0]);
        Assert.InRange(double.Parse(sent.Groups[1].Value, CultureInfo.InvariantCulture), 86400, 90000);
    }

    [Fact]
    public async Task Records_that_are_piped_in_go_at_once_on_their_engines()
    {
        await using ScriptedNetworks one = Engine();
        await using ScriptedNetworks two = Engine();
        object?[] Records(ScriptedNetworks engine) => [.. engine.Run("Get-DockerBuildCache").With("InUse", false).Run().AssertNoErrors().Output];
        CmdletResult listed = CmdletRunner.Create("Clear-DockerBuildCache").Input(Records(one)).WhatIf().Run().AssertNoErrors();
        Assert.Equal("Remove 2 build cache records (2.5kB)", listed.ShouldProcessCalls[^1].Action);

        CmdletResult result = CmdletRunner.Create("Clear-DockerBuildCache").Input([.. Records(one), Records(two)[0]]).With("Force", true).Run().AssertNoErrors();
        Assert.Equal([one.Address, two.Address], result.OutputAs<PruneResult>().Select(static result => result.Engine));
        Assert.Equal("""POST /build/prune?all=1&filters={"id":["^(aaaabbbbccccddddeeeeffff1|aaaabbbbccccddddeeeeffff2)$"]}""", one.Requests[^1]);
        Assert.Equal("""POST /build/prune?all=1&filters={"id":["^(aaaabbbbccccddddeeeeffff1)$"]}""", two.Requests[^1]);
    }

    [Fact]
    public async Task An_empty_pipeline_removes_nothing()
    {
        await using ScriptedNetworks engine = Engine();
        engine.Run("Clear-DockerBuildCache").With("Force", true).Input().Run().AssertNoErrors();
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Labels_of_the_user_are_refused_since_the_engine_would_not_look_at_them()
    {
        await using ScriptedNetworks engine = Engine();
        CmdletResult result = engine.Run("Clear-DockerBuildCache").With(new { Force = true, Filter = new Hashtable { ["label!"] = "keep" } }).Run();
        Assert.StartsWith("BadParameter", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    private static ScriptedNetworks Engine(string version = "1.42", string field = "BuildCache") => new ScriptedNetworks(version)
        .On("GET /system/df", 200, field == "BuildCache" ? $$"""{"LayersSize":0,"Images":null,"BuildCache":{{Items}} }""" : $$"""{"BuildCacheUsage":{"TotalCount":3,"Items":{{Items}} } }""")
        .On("POST /build/prune", 200, """{"CachesDeleted":["one","two"],"SpaceReclaimed":4200}""");
}
