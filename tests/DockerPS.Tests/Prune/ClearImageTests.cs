using System.Collections;
using DockerPS.Tests.Networks;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Prune;

/// <summary>Clear-Image against scripted engines.</summary>
public sealed class ClearImageTests
{
    private static readonly string s_images = $$"""
        [{"Id":"{{IdOf('a')}}","RepoTags":["<none>:<none>"],"RepoDigests":["<none>@<none>"],"ParentId":"{{IdOf('b')}}","Created":1700000000,"Size":1500},
         {"Id":"{{IdOf('b')}}","RepoTags":null,"ParentId":"","Created":1700000000,"Size":1000},
         {"Id":"{{IdOf('c')}}","RepoTags":["web:1","web:2"],"RepoDigests":[],"Created":1700000000,"Size":7000,"Labels":{"keep":"1"} },
         {"Id":"{{IdOf('d')}}","RepoTags":["old:1"],"Created":1700000000,"Size":9000}]
        """;

    private static readonly string s_containers = $$"""[{"Id":"{{new string('1', 64)}}","Names":["/x"],"Image":"web:1","ImageID":"{{IdOf('c')}}","State":"exited"}]""";

    [Theory]
    [InlineData("1.41")]
    [InlineData("1.42")]
    public async Task WhatIf_lists_the_victims_their_bytes_and_what_is_only_untagged(string version)
    {
        await using ScriptedNetworks engine = Engine(version);
        CmdletResult result = engine.Run("Clear-Image").With("All", true).WhatIf().Run().AssertNoErrors();
        Assert.Equal(
            [
                new ShouldProcessCall($"<none> (aaaaaaaaaaaa) on {engine.Address}, 500B", "Remove unused image"),
                new ShouldProcessCall($"<none> (bbbbbbbbbbbb) on {engine.Address}, 300B", "Remove unused image"),
                new ShouldProcessCall($"old:1 (dddddddddddd) on {engine.Address}, 2kB", "Remove unused image"),
                new ShouldProcessCall($"web:1 (cccccccccccc) on {engine.Address}", "Untag image"),
                new ShouldProcessCall(engine.Address, "Remove 3 unused images (2.8kB), and untag 1"),
            ],
            result.ShouldProcessCalls);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal(version == "1.42" ? "GET /images/json?shared-size=1" : "GET /system/df", engine.Requests[^1]);
    }

    [Fact]
    public async Task Without_All_only_what_dangles_is_a_victim()
    {
        await using ScriptedNetworks engine = Engine();
        CmdletResult result = engine.Run("Clear-Image").WhatIf().Run().AssertNoErrors();
        Assert.Equal("Remove 2 dangling images (800B)", result.ShouldProcessCalls[^1].Action);
        // The configured filters and labels count.
        Assert.Empty(engine.Run("Clear-Image").With("Label", new object[] { "keep" }).WhatIf().Run().AssertNoErrors().ShouldProcessCalls.SkipLast(1));
    }

    [Fact]
    public async Task Of_the_containerd_store_the_name_that_a_container_was_given_stays()
    {
        await using ScriptedNetworks engine = Engine(store: "io.containerd.snapshotter.v1");
        CmdletResult result = engine.Run("Clear-Image").With("All", true).WhatIf().Run().AssertNoErrors();
        Assert.Equal("web:2 (cccccccccccc) on " + engine.Address, result.ShouldProcessCalls[^2].Target);
    }

    [Fact]
    public async Task The_summary_tells_images_from_their_layers()
    {
        string layer = IdOf('9');
        await using ScriptedNetworks engine = new ScriptedNetworks("1.41")
            .On("POST /images/prune", 200, $$"""{"ImagesDeleted":[{"Untagged":"docker.io/library/old:1"},{"Deleted":"{{IdOf('d')}}"},{"Deleted":"{{layer}}"},{"Untagged":"{{IdOf('a')}}"}],"SpaceReclaimed":9000}""")
            .OnNext("GET /images/json", 200, s_images).On("GET /images/json", 200, "[]");
        PruneResult result = Assert.Single(engine.Run("Clear-Image").With(new { All = true, Force = true, Until = TimeSpan.Zero }).Run().AssertNoErrors().OutputAs<PruneResult>());
        Assert.Equal(("Image", 9000L, 2), (result.Kind, result.SpaceReclaimed, result.Count));
        Assert.Equal([IdOf('a'), IdOf('d')], result.Deleted.Order());
        Assert.Equal(["old:1"], result.Untagged);
        Assert.Equal([layer], result.Content);
        Assert.Matches("""POST /images/prune\?filters=\{"dangling":\["false"\],"until":\["\d+\.\d{9}"\]\}""", Assert.Single(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task All_and_the_filter_dangling_contradict_each_other()
    {
        await using ScriptedNetworks engine = Engine();
        CmdletResult result = engine.Run("Clear-Image").With(new { All = true, Force = true, Filter = new Hashtable { ["dangling"] = true } }).Run();
        Assert.StartsWith("BadParameter", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("Remove 3 unused images (2.8kB), and untag 1".Replace("unused", "dangling", StringComparison.Ordinal),
            engine.Run("Clear-Image").With("Filter", new Hashtable { ["dangling"] = false }).WhatIf().Run().AssertNoErrors().ShouldProcessCalls[^1].Action);
    }

    [Fact]
    public async Task Two_times_are_refused_before_anything_is_sent()
    {
        await using ScriptedNetworks engine = Engine();
        CmdletResult result = engine.Run("Clear-Container").With(new { Until = "1h", Filter = new Hashtable { ["until"] = "2h" } }).WhatIf().Run();
        Assert.Contains("Only one 'until'", result.TerminatingError!.ToString(), StringComparison.Ordinal);
    }

    private static ScriptedNetworks Engine(string version = "1.41", string store = "") => new ScriptedNetworks(version)
        .On("GET /info", 200, $$"""{"Driver":"overlay2","DriverStatus":[["driver-type","{{store}}"]]}""")
        .On("GET /containers/json", 200, s_containers)
        .On("GET /images/json?shared-size=1", 200, Measured)
        .On("GET /images/json", 200, s_images)
        .On("GET /system/df", 200, $$"""{"LayersSize":1,"Images":{{Measured}}}""");

    private static string Measured =>
        $$"""[{"Id":"{{IdOf('b')}}","Size":1000,"SharedSize":700},{"Id":"{{IdOf('d')}}","Size":9000,"SharedSize":7000},{"Id":"{{IdOf('d')}}","Size":9000,"SharedSize":7000}]""";

    private static string IdOf(char digit) => "sha256:" + new string(digit, 64);
}
