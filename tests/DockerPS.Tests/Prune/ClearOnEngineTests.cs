using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Prune;

/// <summary>Clear-Image and Clear-DockerBuildCache on a real engine: what -WhatIf lists is what goes.</summary>
public sealed class ClearOnEngineTests
{
    private readonly string _name = "clear" + Guid.NewGuid().ToString("N")[..12];

    private static PrivateEngines Engines => PrivateEngines.Current;

    private string Label => "clear.test=" + _name;

    [RealEngineFact]
    public async Task Images_that_WhatIf_lists_are_those_that_go()
    {
        using RawEngine engine = new(Engines.Engine);
        string used = Build("used", "a");
        Tag(_name + ":used", _name + ":used2", "v/" + _name + ":used");
        string held = Build(null, "held");
        List<string> containers = [await CreateAsync(engine, _name + ":used2"), await CreateAsync(engine, held)];
        try
        {
            Build("again", "one\nRUN true");
            Build("again", "two");
            Build("below", "below");
            Build("above", "above", from: _name + ":below");
            Build(null, "nobody\nRUN true");

            // All of it is younger.
            CmdletRunner old = On("Clear-Image").With(new { All = true, Label, Until = "1h", Force = true });
            Assert.Empty(Assert.Single(old.Run().AssertNoErrors().OutputAs<PruneResult>()).Deleted);
            Assert.Empty(Listed(old.WhatIf().Run().AssertNoErrors()));

            AssertAgrees(all: false);
            AssertAgrees(all: true);
            string[] left = [.. On("Get-Image").With(new { Label }).Run().AssertNoErrors().OutputAs<ImageSummary>().Select(static image => image.Id).Distinct().Order()];
            Assert.Equal(new[] { used, held }.Order(), left);
        }
        finally
        {
            foreach (string container in containers)
                await engine.DeleteAsync($"containers/{container}?force=1");
            On("Clear-Image").With(new { All = true, Force = true, Label }).Run().AssertNoErrors();
        }
    }

    [RealEngineFact]
    public async Task Records_of_the_build_cache_are_found_and_go()
    {
        Engines.SkipOnPodman("podman has no build cache of its own");
        using RawEngine engine = new(Engines.Engine);
        await BuildWithBuildKitAsync(engine, $"FROM {Engines.Image}\nRUN echo {_name} > /one\nRUN echo {_name} > /two\n");
        DockerBuildCache[] records = [.. On("Get-DockerBuildCache").With("Filter", "description~=" + _name).Run().AssertNoErrors().OutputAs<DockerBuildCache>()];
        Assert.Equal(2, records.Length);
        DockerBuildCache two = Assert.Single(records, static record => record.Description.Contains("/two", StringComparison.Ordinal));
        DockerBuildCache one = Assert.Single(records, static record => record.Description.Contains("/one", StringComparison.Ordinal));
        Assert.Equal(one.Id, two.Parents.ToString());
        Assert.NotNull(one.Created);
        Assert.True(Assert.Single(On("Get-DockerBuildCache").With("Summary", true).Run().AssertNoErrors().OutputAs<DockerBuildCacheUsage>()).Count >= 2);

        Assert.Empty(Listed(Clear("id=" + one.Id, whatIf: true)));
        Assert.Empty(Assert.Single(Clear("id=" + one.Id).OutputAs<PruneResult>()).Deleted);
        Assert.Empty(Assert.Single(Clear($"id={two.Id}", until: "24h").OutputAs<PruneResult>()).Deleted);
        string[] both = [$"id=^({one.Id}|{two.Id})$"];
        Assert.Equal(2, Listed(Clear(both[0], whatIf: true)).Length);
        Assert.Equal(2, Listed(CmdletRunner.Create("Clear-DockerBuildCache").Input(two, one).WhatIf().Run().AssertNoErrors()).Length);
        CmdletResult cleared = CmdletRunner.Create("Clear-DockerBuildCache").Input(one, two).With("Force", true).Run().AssertNoErrors();
        Assert.Equal(new[] { one.Id, two.Id }.Order(), Assert.Single(cleared.OutputAs<PruneResult>()).Deleted.Order());
        Assert.Empty(On("Get-DockerBuildCache").With("Filter", "description~=" + _name).Run().AssertNoErrors().Output);
    }

    private static CmdletResult Clear(string filter, bool whatIf = false, string? until = null)
    {
        CmdletRunner clear = On("Clear-DockerBuildCache").With(new { All = true, Force = true, Filter = filter });
        if (until is not null)
            clear.With("Until", until);
        return (whatIf ? clear.WhatIf() : clear).Run().AssertNoErrors();
    }

    private void AssertAgrees(bool all)
    {
        string[] expected = Listed(On("Clear-Image").With(new { All = all, Label }).WhatIf().Run().AssertNoErrors());
        PruneResult result = Assert.Single(On("Clear-Image").With(new { All = all, Label, Force = true }).Run().AssertNoErrors().OutputAs<PruneResult>());
        Assert.NotEmpty(expected);
        Assert.Equal(expected, result.Deleted.Select(static id => id["sha256:".Length..][..12]).Order());
    }

    // The short ids of what would be removed.
    private static string[] Listed(CmdletResult result) =>
    [
        .. result.ShouldProcessCalls.SkipLast(1).Where(static call => call.Action.StartsWith("Remove ", StringComparison.Ordinal))
            .Select(static call => Regex.Match(call.Target, @" \(([0-9a-z]{12})\) on ").Groups[1].Value).Order(),
    ];

    private string Build(string? tag, string text, string? from = null)
    {
        CmdletRunner build = On("New-Image").With(new { Label = new object[] { Label, $"{TestRun.Label}={TestRun.Id}" } });
        if (tag is not null)
            build.With("Tag", $"{_name}:{tag}");
        string[] lines = ["FROM " + (from ?? Engines.Image), $"LABEL {Label}", "RUN echo " + text.Replace("\n", $" {_name} > /x\n", StringComparison.Ordinal)];
        return Assert.Single(build.Input(string.Join('\n', lines).Split('\n')).Run().AssertNoErrors().OutputAs<ImageDetail>()).Id;
    }

    private static void Tag(string image, params string[] tags) => On("Add-ImageTag").With(new { Name = image, Tag = tags }).Run().AssertNoErrors();

    private static async Task<string> CreateAsync(RawEngine engine, string image) => (await engine.PostAsync("containers/create", new JsonObject
    {
        ["Image"] = image,
        ["Cmd"] = new JsonArray("true"),
        ["Labels"] = new JsonObject { [TestRun.Label] = TestRun.Id },
    }))!["Id"]!.GetValue<string>();

    private static async Task BuildWithBuildKitAsync(RawEngine engine, string dockerfile)
    {
        using var context = new MemoryStream();
        using (var tar = new System.Formats.Tar.TarWriter(context, leaveOpen: true))
        {
            await tar.WriteEntryAsync(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "Dockerfile")
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(dockerfile)),
            });
        }

        context.Position = 0;
        using var content = new StreamContent(context);
        content.Headers.ContentType = new("application/x-tar");
        string log = await engine.SendAsync(HttpMethod.Post, "build?version=2", content);
        Assert.DoesNotContain("\"errorDetail\"", log, StringComparison.Ordinal);
    }

    private static CmdletRunner On(string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = Engines.Engine });
}
