using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.SmaDouble;
using DockerPS.Tests.Networks;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Volumes;

/// <summary>The volume cmdlets against scripted engines.</summary>
public sealed class VolumeCmdletTests
{
    private const string Data = """
        {"CreatedAt":"2026-01-02T03:04:05Z","Driver":"local","Labels":{"tier":"db"},"Mountpoint":"/v/data","Name":"data","Options":null,"Scope":"local","Tomorrow":1}
        """;

    private const string Hash = "9c54be2e7de26eddaab3f99ccf075c0df8a4f1abd4ff06abf707caaf2f1d3b93";

    private const string Anonymous = $$"""
        {"CreatedAt":"2026-01-02T03:04:05Z","Driver":"local","Labels":{"com.docker.volume.anonymous":""},"Name":"{{Hash}}","Scope":"local"}
        """;

    private const string Measured = """[{"Name":"data","Driver":"local","UsageData":{"Size":3000,"RefCount":2}},{"Name":"far","Driver":"x","UsageData":{"Size":-1,"RefCount":-1}}]""";

    [Fact]
    public async Task A_volume_is_read_with_what_is_new()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /volumes/data", 200, Data.Replace("\"Scope\"", "\"Status\":{\"a\":{\"b\":[1,true]}},\"Scope\"", StringComparison.Ordinal));

        DockerVolumeSummary volume = Assert.Single(engine.Run("Get-DockerVolume").With("Name", "data").Run().AssertNoErrors().OutputAs<DockerVolumeSummary>());

        Assert.Equal(("data", "data", "local", "/v/data", "local"), (volume.Name, volume.VolumeName, volume.Driver, volume.Mountpoint, volume.Scope));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), volume.Created!.Value.ToUniversalTime());
        Assert.Equal(DateTimeKind.Local, volume.Created.Value.Kind);
        Assert.Equal(("tier=db", "", false), (volume.Labels.ToString(), volume.Options.ToString(), volume.Anonymous));
        Assert.Null(volume.Size);
        Assert.Null(volume.ReferenceCount);
        Assert.Equal(new object[] { 1L, true }, Assert.IsType<FieldMap>(volume.Status["a"])["b"]);
        Assert.Equal(1L, volume.AdditionalProperties["Tomorrow"]);
    }

    [Fact]
    public async Task A_driver_that_tells_no_time_is_no_error()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /volumes", 200, """
            {"Volumes":[{"Name":"b","Driver":"x"},{"Name":"a","Driver":"x","CreatedAt":"","Labels":null},{"Name":"c","Driver":"x","CreatedAt":"0001-01-01T00:00:00Z"}],
             "Warnings":["driver y: no answer\u001b[2J"]}
            """);

        CmdletResult result = engine.Run("Get-DockerVolume").Run().AssertNoErrors();

        Assert.Equal(["a", "b", "c"], result.OutputAs<DockerVolumeSummary>().Select(static volume => volume.Name));
        Assert.All(result.OutputAs<DockerVolumeSummary>(), static volume => Assert.Null(volume.Created));
        string warning = Assert.Single(result.Warnings);
        Assert.Contains("driver y: no answer", warning, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', warning);
    }

    [Fact]
    public async Task No_volumes_may_be_null()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /volumes", 200, """{"Volumes":null,"Warnings":null}""");
        Assert.Empty(engine.Run("Get-DockerVolume").With("Name", "x*").Run().AssertNoErrors().Output);
    }

    [Fact]
    public async Task Filters_go_to_the_engine_and_names_stay_here()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks()
            .On("GET /volumes/data", 200, Data)
            .On("GET /volumes", 200, $$"""{"Volumes":[{{Data}},{"Name":"web1"},{"Name":"other"}]}""");

        CmdletResult result = engine.Run("Get-DockerVolume").With(new
        {
            Name = new[] { "W*", "data", "nope" },
            Driver = "local",
            Dangling = true,
            Label = new object[] { "a=1", new Hashtable { ["b"] = 2 } },
            Filter = new Hashtable { ["name"] = "e" },
        }).Run();

        Assert.Equal(["data", "web1"], result.OutputAs<DockerVolumeSummary>().Select(static volume => volume.Name));
        Assert.Equal("VolumeNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("""GET /volumes?filters={"dangling":["true"],"driver":["local"],"label":["a=1","b=2"],"name":["e"]}""", engine.Requests);
    }

    [Theory]
    [InlineData("1.41", "GET /system/df", "Volumes")]
    [InlineData("1.42", "GET /system/df?type=volume", "Volumes")]
    [InlineData("1.51", "GET /system/df?type=volume", "Volumes")]
    [InlineData("1.52", "GET /system/df?type=volume&verbose=1", "VolumeUsage")]
    public async Task Details_have_size_and_users_and_ask_once(string version, string request, string field)
    {
        string usage = field == "Volumes" ? $$"""{"LayersSize":1,"Images":null,"Volumes":{{Measured}}}""" : $$"""{"VolumeUsage":{"TotalCount":2,"Items":{{Measured}} } }""";
        await using ScriptedNetworks engine = new ScriptedNetworks(version)
            .On("GET /volumes", 200, $$"""{"Volumes":[{{Data}},{"Name":"far"},{"Name":"gone"}]}""")
            .On("GET /volumes/data", 200, Data).On("GET /volumes/far", 200, """{"Name":"far","Driver":"x"}""")
            .On("GET /system/df", 200, usage)
            .On("GET /containers/json", 200, $$"""
                [{"Id":"{{ScriptedNetworks.IdOf('2')}}","Names":["/web"],"State":"exited","Mounts":[{"Type":"volume","Name":"data","Destination":"/d","RW":true},{"Type":"bind","Source":"/x","Destination":"/data"}]},
                 {"Id":"{{ScriptedNetworks.IdOf('1')}}","Names":["/db"],"State":"running","Mounts":[{"Type":"volume","Name":"data","Destination":"/r","RW":false}]}]
                """);

        // One that goes meanwhile is left out.
        DockerVolumeDetail[] volumes = [.. engine.Run("Get-DockerVolume").With("Detailed", true).Run().AssertNoErrors().OutputAs<DockerVolumeDetail>()];

        Assert.Equal(["data", "far"], volumes.Select(static volume => volume.Name));
        Assert.Equal((3000L, 2L, "db:/r:ro, web:/d"), (volumes[0].Size!.Value, volumes[0].ReferenceCount!.Value, volumes[0].Containers.ToString()));
        Assert.Equal((ScriptedNetworks.IdOf('1'), "running"), (volumes[0].Containers[0].ContainerId, volumes[0].Containers[0].State));
        Assert.Null(volumes[1].Size);
        Assert.Null(volumes[1].ReferenceCount);
        Assert.Empty(volumes[1].Containers);
        Assert.Single(engine.Requests, request);
        Assert.Single(engine.Requests, static sent => sent.StartsWith("GET /system/df", StringComparison.Ordinal));
        Assert.Single(engine.Requests, static sent => sent.StartsWith("GET /containers/json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_engine_that_does_not_count_is_a_warning()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /volumes/data", 200, Data).On("GET /containers/json", 200, "[]")
            .On("GET /system/df", 409, """{"message":"a disk usage operation is already running"}""");

        CmdletResult result = engine.Run("Get-DockerVolume").With(new { Name = "data", Detailed = true }).Run().AssertNoErrors();

        Assert.Null(Assert.Single(result.OutputAs<DockerVolumeDetail>()).Size);
        Assert.Contains("already running", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Containers_tell_their_volumes_each_once()
    {
        const string Mounts = """
            "Mounts":[{"Type":"volume","Name":"data","Destination":"/d"},{"Type":"volume","Name":"data","Destination":"/e"},{"Type":"bind","Source":"/etc","Destination":"/x"}]
            """;
        await using ScriptedNetworks engine = new ScriptedNetworks()
            .On("GET /containers/web/json", 200, $$$"""{"Id":"{{{ScriptedNetworks.IdOf('1')}}}","Name":"/web",{{{Mounts}}} }""")
            .On($"GET /containers/{ScriptedNetworks.IdOf('1')}/json", 200, $$$"""{"Id":"{{{ScriptedNetworks.IdOf('1')}}}","Name":"/web",{{{Mounts}}} }""")
            .On("GET /volumes/data", 200, Data);

        CmdletResult result = engine.Run("Get-DockerVolume").With("Container", new[] { "web", "web" }).Run().AssertNoErrors();

        Assert.Equal("data", Assert.Single(result.OutputAs<DockerVolumeSummary>()).Name);
    }

    [Fact]
    public async Task Get_Container_takes_volumes_each_container_once()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks()
            .On("GET /volumes/", 200, Data).On("GET /containers/json", 200, $$"""[{"Id":"{{ScriptedNetworks.IdOf('1')}}","Names":["/web"]}]""");
        DockerVolumeSummary volume = Volume(engine);

        CmdletResult result = CmdletRunner.Create("Get-Container").Input(volume, volume).With("State", "running").Run().AssertNoErrors();

        Assert.Equal("web", Assert.Single(result.OutputAs<ContainerSummary>()).Name);
        Assert.Contains("""GET /containers/json?all=1&filters={"status":["running"],"volume":["data"]}""", engine.Requests);
    }

    [Fact]
    public async Task New_sends_what_was_said()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("POST /volumes/create", 201, """
            {"Name":"a","Driver":"own","Labels":{"x":"1","y":"b=c"},"Options":{"size":"10","flag":""}}
            """);

        CmdletResult result = engine.Run("New-DockerVolume").With(new
        {
            Name = "a",
            Driver = "own",
            Option = new object[] { new Hashtable { ["size"] = 10 }, "flag" },
            Label = new object[] { new Hashtable { ["x"] = 1 }, "y=b=c" },
        }).Run().AssertNoErrors();

        JsonNode body = Assert.Single(engine.BodiesOf("POST /volumes/create"));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"Driver":"own","DriverOpts":{"size":"10","flag":""},"Labels":{"x":"1","y":"b=c"},"Name":"a"}"""), body), body.ToJsonString());
        Assert.Equal("a", Assert.Single(result.OutputAs<DockerVolumeSummary>()).Name);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task New_without_a_name_lets_the_engine_choose()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks("1.42").On("POST /volumes/create", 201, Anonymous);

        DockerVolumeSummary volume = Assert.Single(engine.Run("New-DockerVolume").Run().AssertNoErrors().OutputAs<DockerVolumeSummary>());

        Assert.True(volume.Anonymous);
        Assert.Equal("""{"Driver":"local","DriverOpts":{},"Labels":{}}""", Assert.Single(engine.BodiesOf("POST")).ToJsonString());
    }

    [Fact]
    public async Task New_with_an_empty_pipeline_makes_nothing()
    {
        await using ScriptedNetworks engine = new();
        engine.Run("New-DockerVolume").Input().Run().AssertNoErrors();
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_says_where_one_was_there_that_is_not_like_it()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("POST /volumes/create", 201, Data);

        CmdletResult result = engine.Run("New-DockerVolume").With(new { Name = "data", Label = new object[] { "tier=web" }, Option = new object[] { "o=ro" } }).Run().AssertNoErrors();

        Assert.Contains("other labels and options", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Fact]
    public async Task A_driver_that_is_not_there_is_not_a_volume_that_is_not_there()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("POST /volumes/create", 404, """{"message":"plugin \"x\" not found"}""");
        ErrorRecord error = Assert.Single(engine.Run("New-DockerVolume").With(new { Name = "a", Driver = "x" }).Run().Errors);
        Assert.StartsWith("ObjectNotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("a", error.TargetObject);
    }

    [Fact]
    public async Task Remove_asks_since_data_dies()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /volumes/data", 200, Data).On("DELETE /volumes/data", 204, "");
        CmdletRunner remove = engine.Run("Remove-DockerVolume").With("Name", "data").Answer(ConfirmAnswer.No);

        CmdletResult result = remove.Run().AssertNoErrors();
        Assert.Equal(new ShouldProcessCall($"data on {engine.Address}", "Remove volume"), Assert.Single(result.ShouldProcessCalls));
        Assert.Single(remove.Host.Questions);
        Assert.DoesNotContain("DELETE /volumes/data", engine.Requests);

        CmdletRunner forced = engine.Run("Remove-DockerVolume").With(new { Name = "data", Force = true });
        forced.Run().AssertNoErrors();
        Assert.Empty(forced.Host.Questions);
        Assert.Contains("DELETE /volumes/data?force=1", engine.Requests);
    }

    [Fact]
    public async Task Remove_with_force_does_not_mind_what_is_gone()
    {
        await using ScriptedNetworks engine = new();
        Assert.StartsWith("VolumeNotFound", Assert.Single(engine.Run("Remove-DockerVolume").With("Name", "x").Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(engine.Run("Remove-DockerVolume").With(new { Name = "x", Force = true }).Run().AssertNoErrors().Verbose);
    }

    [Fact]
    public async Task A_part_of_a_name_stands_for_nothing()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /volumes", 200, $$"""{"Volumes":[{{Anonymous}}]}""");
        Assert.StartsWith(
            "VolumeNotFound", Assert.Single(engine.Run("Remove-DockerVolume").With(new { Name = Hash[..12] }).Run().Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_as_text_binds_with_its_engine_only()
    {
        await using ScriptedNetworks engine = new ScriptedNetworks().On("GET /volumes/data", 200, Data).On("DELETE /volumes/data", 204, "");
        await using ScriptedNetworks other = new ScriptedNetworks().On("GET /volumes/data", 200, Data).On("DELETE /volumes/data", 204, "");

        // Without an engine of its own it does not bind, not even beside one that the line names.
        Assert.NotEmpty(CmdletRunner.Create("Remove-DockerVolume").Input(Bag(("VolumeName", "data"))).With("Force", true).Run().Errors);
        Assert.NotEmpty(other.Run("Remove-DockerVolume").Input(Bag(("Name", "data"))).With("Force", true).Run().Errors);
        Assert.NotEmpty(CmdletRunner.Create("Remove-DockerVolume").Input(Bag(("Name", "data"), ("Connection", other.Address))).With("Force", true).Run().Errors);
        Assert.NotEmpty(other.Run("Remove-DockerVolume").Input(new FileInfo("/tmp/data")).With("Force", true).Run().Errors);

        CmdletRunner.Create("Remove-DockerVolume").Input(Bag(("Name", "data"), ("VolumeName", "data"), ("Connection", engine.Address))).With("Force", true).Run().AssertNoErrors();

        Assert.Contains("DELETE /volumes/data?force=1", engine.Requests);
        Assert.DoesNotContain(other.Requests, static request => request.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Volumes_go_back_to_their_engine()
    {
        await using ScriptedNetworks one = new ScriptedNetworks().On("GET /volumes/", 200, Data).On("DELETE /volumes/", 204, "");
        await using ScriptedNetworks two = new ScriptedNetworks().On("GET /volumes/", 200, Data).On("DELETE /volumes/", 409, """{"message":"volume is in use"}""");

        CmdletResult result = CmdletRunner.Create("Remove-DockerVolume").Input(Volume(one), Volume(two)).With("Force", true).Run();

        Assert.StartsWith("Conflict", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("DELETE /volumes/data?force=1", one.Requests);
        Assert.Contains("DELETE /volumes/data?force=1", two.Requests);
    }

    [Theory]
    [InlineData("1.41", false, new[] { Hash, "idle" }, 1)]
    [InlineData("1.41", true, new[] { Hash, "idle" }, 0)]
    [InlineData("1.42", false, new[] { Hash }, 0)]
    [InlineData("1.42", true, new[] { Hash, "idle" }, 0)]
    public async Task Clear_lists_the_very_victims_and_their_bytes(string version, bool all, string[] victims, int warnings)
    {
        await using ScriptedNetworks engine = Unused(version);

        CmdletResult result = engine.Run("Clear-DockerVolume").With("All", all).WhatIf().Run().AssertNoErrors();

        Assert.Equal(victims.Select(name => $"{name} on {engine.Address}, {(name == "idle" ? "2kB" : "500B")}").Append(engine.Address), result.ShouldProcessCalls.Select(static call => call.Target));
        Assert.Equal(victims.Length == 1 ? "Remove 1 unused volume (500B)" : "Remove 2 unused volumes (2.5kB)", result.ShouldProcessCalls[^1].Action);
        Assert.Equal(warnings, result.Warnings.Count);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1.41", false, "POST /volumes/prune")]
    [InlineData("1.41", true, "POST /volumes/prune")]
    [InlineData("1.42", false, "POST /volumes/prune")]
    [InlineData("1.42", true, """POST /volumes/prune?filters={"all":["true"]}""")]
    public async Task Clear_says_all_to_engines_that_know_it(string version, bool all, string request)
    {
        await using ScriptedNetworks engine = Unused(version);

        PruneResult cleared = Assert.Single(engine.Run("Clear-DockerVolume").With(new { All = all, Force = true }).Run().AssertNoErrors().OutputAs<PruneResult>());

        Assert.Equal(("Volume", "idle", 2000L), (cleared.Kind, cleared.Deleted.ToString(), cleared.SpaceReclaimed));
        Assert.Contains(request, engine.Requests);
    }

    [Fact]
    public async Task Clear_takes_labels_and_the_filter_all_but_not_both_ways_at_once()
    {
        await using ScriptedNetworks engine = Unused("1.42");

        CmdletResult result = engine.Run("Clear-DockerVolume").With("Filter", new Hashtable { ["all"] = true, ["label!"] = "com.docker.volume.anonymous" }).WhatIf().Run().AssertNoErrors();
        Assert.Equal($"idle on {engine.Address}, 2kB", result.ShouldProcessCalls[0].Target);

        CmdletResult both = engine.Run("Clear-DockerVolume").With(new { All = true, Force = true, Filter = new Hashtable { ["all"] = 1 } }).Run();
        Assert.StartsWith("BadParameter", both.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_podman_each_filter_is_asked_for_by_itself()
    {
        await using ScriptedServer podman = Podman(
            request => request.Contains("label", StringComparison.Ordinal) ? """{"Volumes":[{"Name":"a"},{"Name":"b"}]}""" : """{"Volumes":[{"Name":"c"},{"Name":"b"}]}""");
        CmdletResult result = CmdletRunner.Create("Get-DockerVolume").With(new { HostAddress = podman.Endpoint.ToString(), Label = new object[] { "x" }, Dangling = true }).Run().AssertNoErrors();
        Assert.Equal("b", Assert.Single(result.OutputAs<DockerVolumeSummary>()).Name);
    }

    [Fact]
    public async Task Of_podman_every_unused_volume_is_a_victim_and_several_filters_are_refused()
    {
        await using ScriptedServer podman = Podman(static request => request.StartsWith("GET /v1.44/volumes", StringComparison.Ordinal)
            ? """{"Volumes":[{"Name":"opt","Driver":"local","Options":{"o":"x"}},{"Name":"far","Driver":"x"}]}"""
            : """{"Volumes":[]}""");
        CmdletRunner clear = CmdletRunner.Create("Clear-DockerVolume").With("HostAddress", podman.Endpoint.ToString());

        CmdletResult result = clear.WhatIf().Run().AssertNoErrors();
        Assert.Contains("with podman", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal("Remove 2 unused volumes", result.ShouldProcessCalls[^1].Action);

        CmdletResult refused = clear.With("Filter", new Hashtable { ["label"] = "a", ["label!"] = "b" }).Run();
        Assert.StartsWith("NotSupportedByEngine", refused.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static ScriptedServer Podman(Func<string, string> answer) => ScriptedServer.Unix(async connection =>
    {
        while (await connection.ReadHeadAsync() is { } head)
        {
            await connection.SendAsync(head.StartsWith("GET /_ping ", StringComparison.Ordinal)
                ? ScriptedServer.PingAnswer("1.44").Replace("Server: ", "Libpod-Api-Version: 5.8.6\r\nServer: ", StringComparison.Ordinal)
                : ScriptedServer.Answer(200, answer(head)));
        }
    });

    /// <summary>What an engine tells where of the unused volumes one is anonymous, one has a name and one has options.</summary>
    private static ScriptedNetworks Unused(string version) => new ScriptedNetworks(version)
        .On("""GET /volumes?filters={"dangling":["true"]""", 200, $$"""
            {"Volumes":[{"Name":"idle","Driver":"local"},{{Anonymous}},{"Name":"share","Driver":"local","Options":{"type":"nfs"} }]}
            """)
        .On("GET /system/df", 200, $$$"""
            {"Volumes":[{"Name":"idle","UsageData":{"Size":2000,"RefCount":0}},{"Name":"{{{Hash}}}","UsageData":{"Size":500,"RefCount":0} },{"Name":"used","UsageData":{"Size":7,"RefCount":1}}]}
            """)
        .On("POST /volumes/prune", 200, """{"VolumesDeleted":["idle"],"SpaceReclaimed":2000}""");

    private static DockerVolumeSummary Volume(ScriptedNetworks engine) =>
        Assert.Single(engine.Run("Get-DockerVolume").With("Name", "data").Run().AssertNoErrors().OutputAs<DockerVolumeSummary>());

    private static PSObject Bag(params (string Name, object Value)[] properties)
    {
        var bag = new PSObject();
        foreach ((string name, object value) in properties)
        {
            bag.Properties.Add(new PSNoteProperty(name, value));
        }

        return bag;
    }
}
