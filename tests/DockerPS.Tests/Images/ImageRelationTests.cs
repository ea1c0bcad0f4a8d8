using System.Management.Automation;
using DockerPS.Tests.Support;
using static DockerPS.Tests.Images.ScriptedImages;

namespace DockerPS.Tests.Images;

/// <summary>Parents, children, platforms and manifests of images, and what holds an image that is to be removed.</summary>
public sealed class ImageRelationTests
{
    private static string Base => "sha256:" + IdOf('a');

    private static string Step => "sha256:" + IdOf('b');

    private static string App => "sha256:" + IdOf('c');

    private static string Kit => "sha256:" + IdOf('d');

    private static string Other => "sha256:" + IdOf('e');

    [Theory]
    [InlineData("app:1", "Parent", false, "base:1")]
    [InlineData("app:1", "Parent", true, "bbbbbbbbbbbb,base:1")]
    [InlineData("kit:1", "Parent", false, "app:1,app:2,base:1")]
    [InlineData("base:1", "Child", false, "app:1,app:2,kit:1")]
    [InlineData("base:1", "Child", true, "bbbbbbbbbbbb,app:1,app:2,kit:1")]
    [InlineData("kit:1", "Child", false, "")]
    [InlineData("other:1", "Parent", false, "")]
    public async Task Parents_and_children_are_those_that_the_engine_or_the_layers_tell(string name, string which, bool all, string expected)
    {
        await using ScriptedImages engine = Family();
        CmdletResult result = engine.Run("Get-Image").With("Name", name).With(which, true).With("All", all).Run().AssertNoErrors();
        Assert.Equal(expected, string.Join(',', result.OutputAs<ImageSummary>().Select(image => image.ToString())));
    }

    [Fact]
    public async Task Each_relative_of_several_images_comes_once_and_is_inspected_where_that_is_asked_for()
    {
        await using ScriptedImages engine = Family();
        CmdletResult result = engine.Run("Get-Image").With(new { Name = "app:*", Child = true, Detailed = true }).Run().AssertNoErrors();
        Assert.Equal("kit:1", Assert.Single(result.OutputAs<ImageDetail>()).Reference);
        Assert.Single(engine.Requests, "GET /images/json?all=1");
    }

    [Fact]
    public async Task Only_one_of_Parent_and_Child_is_taken()
    {
        await using ScriptedImages engine = Family();
        ErrorRecord error = engine.Run("Get-Image").With(new { Name = "app:1", Child = true, Parent = true }).Run().TerminatingError!;
        Assert.StartsWith("BadParameter", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Until_leaves_out_what_is_newer()
    {
        await using ScriptedImages engine = Family();
        CmdletResult result = engine.Run("Get-Image").With(new { Until = DateTimeOffset.FromUnixTimeSeconds(1500).LocalDateTime }).Run().AssertNoErrors();
        Assert.Equal(["base:1"], result.OutputAs<ImageSummary>().Select(image => image.Reference));
        Assert.Equal("GET /images/json", Assert.Single(engine.Requests));
    }

    [Fact]
    public async Task Shared_sizes_are_counted_where_they_are_asked_for()
    {
        await using ScriptedImages engine = new ScriptedImages("1.42").On("GET /images/json", 200, $$"""[{"Id":"{{Base}}","RepoTags":["base:1"],"SharedSize":7}]""");
        CmdletResult result = engine.Run("Get-Image").With(new { Name = "base:1", SharedSize = true }).Run().AssertNoErrors();
        Assert.Equal(7, Assert.Single(result.OutputAs<ImageSummary>()).SharedSize);
        Assert.Equal("GET /images/json?shared-size=1", Assert.Single(engine.Requests));
    }

    [Theory]
    [InlineData("1.41", "SharedSize", null, "1.42")]
    [InlineData("1.46", "Manifest", null, "1.47")]
    [InlineData("1.47", "Manifest", "Detailed", "1.48")]
    [InlineData("1.48", "Platform", null, "1.49")]
    public async Task What_the_engine_is_too_old_for_is_refused_before_it_is_asked(string version, string parameter, string? beside, string needed)
    {
        await using ScriptedImages engine = new ScriptedImages(version);
        CmdletRunner get = engine.Run("Get-Image").With("Name", "*").With(parameter, parameter == "Platform" ? "linux/arm64" : true);
        ErrorRecord error = (beside is null ? get : get.With(beside, true)).Run().TerminatingError!;
        Assert.StartsWith("NotSupportedByEngine", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(needed, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Theory]
    [InlineData("web:1")]
    [InlineData("web:*")]
    public async Task Manifests_tell_what_there_is_for_each_platform(string name)
    {
        string digest = "sha256:" + IdOf('9');
        await using ScriptedImages store = new ScriptedImages("1.48")
            .On("GET /images/web%3A1/json", 200, $$$"""{"Id":"{{{Base}}}","RepoTags":["web:1","web:2"],"Config":{}}""")
            .On("GET /images/json", 200, $$$"""
                [{"Id":"{{{Base}}}","RepoTags":["web:1","web:2"],"Manifests":[
                  {"ID":"{{{digest}}}","Descriptor":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{{digest}}}","size":480,"platform":{"os":"linux","architecture":"amd64"}},
                   "Available":true,"Kind":"image","Size":{"Total":300,"Content":100},
                   "ImageData":{"Platform":{"os":"linux","architecture":"arm64","variant":"v8"},"Containers":["c1"],"Size":{"Unpacked":200}},"Later":1},
                  {"ID":"sha256:f","Descriptor":{"mediaType":"m","digest":"sha256:f","size":1,"platform":{"os":"unknown","architecture":"unknown"}},
                   "Available":false,"Kind":"attestation","Size":{"Total":5,"Content":5},"AttestationData":{"For":"{{{digest}}}"}}]}]
                """);
        CmdletResult result = store.Run("Get-Image").With(new { Name = name, Manifest = true }).Run().AssertNoErrors();
        ImageSummary image = result.OutputAs<ImageSummary>().First();
        Assert.Equal(name == "web:1" ? 1 : 2, result.Output.Count);
        Assert.Equal("web:1", image.Reference);
        ImageManifest manifest = image.Manifests[0];
        Assert.Equal(
            ("linux/arm64/v8", "image", digest, "application/vnd.oci.image.manifest.v1+json", true, 300L, 100L, (long?)200L, "c1", "web:1"),
            (manifest.Platform, manifest.Kind, manifest.Digest, manifest.MediaType, manifest.Available, manifest.Size, manifest.ContentSize, manifest.UnpackedSize, manifest.ContainerIds.ToString(), manifest.Image));
        Assert.Equal(1L, manifest.AdditionalProperties["Later"]);
        Assert.Equal(image.Engine, manifest.Engine);
        Assert.Equal((null, "attestation", digest, false), (image.Manifests[1].Platform, image.Manifests[1].ToString(), image.Manifests[1].AttestationFor, image.Manifests[1].Available));
        Assert.Contains("GET /images/json?manifests=1", store.Requests);
    }

    [Fact]
    public async Task A_platform_is_inspected_as_the_API_names_it()
    {
        await using ScriptedImages engine = new ScriptedImages("1.49").With((IdOf('a'), ["web:1"]));
        CmdletResult result = engine.Run("Get-Image").With(new { Name = "web:1", Platform = "linux/aarch64" }).Run().AssertNoErrors();
        Assert.Equal("web:1", Assert.Single(result.OutputAs<ImageDetail>()).Reference);
        Assert.Contains("""GET /images/web:1/json?platform={"os":"linux","architecture":"arm64"}""", engine.Requests);
    }

    [Fact]
    public async Task A_platform_that_is_none_is_refused_before_anything_is_sent()
    {
        await using ScriptedImages engine = new ScriptedImages("1.50").With((IdOf('a'), ["web:1"]));
        foreach (string cmdlet in (string[])["Get-Image", "Remove-Image", "Push-Image"])
        {
            ErrorRecord error = engine.Run(cmdlet).With(new { Name = "web:1", Platform = "no/such/platform/here" }).Run().TerminatingError!;
            Assert.StartsWith("BadPlatform", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Platforms_of_an_image_are_removed_alone()
    {
        await using ScriptedImages engine = new ScriptedImages("1.50").With((IdOf('a'), ["web:1"])).On("DELETE /images/web%3A1", 200, "[]");
        CmdletResult result = engine.Run("Remove-Image").With(new { Name = "web:1", Platform = new[] { "linux/arm64", "linux/arm/v7" } }).Run().AssertNoErrors();
        Assert.Equal("Remove platform linux/arm64, linux/arm/v7 of image", Assert.Single(result.ShouldProcessCalls).Action);
        Assert.Contains("""DELETE /images/web:1?platforms={"os":"linux","architecture":"arm64"}&platforms={"os":"linux","architecture":"arm","variant":"v7"}""", engine.Requests);
    }

    [Fact]
    public async Task An_older_engine_does_not_remove_the_whole_image_for_one_platform()
    {
        await using ScriptedImages engine = new ScriptedImages("1.49").With((IdOf('a'), ["web:1"])).On("DELETE /images/web%3A1", 200, "[]");
        CmdletResult result = engine.Run("Remove-Image").With(new { Name = "web:1", Platform = "linux/arm64" }).Run();
        Assert.StartsWith("NotSupportedByEngine", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Requests, request => request.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("running", "Remove-Container web1, web2 -Force")]
    [InlineData("exited", "-Force, which leaves them without their image")]
    public async Task What_is_not_removed_tells_the_containers_that_hold_it(string state, string advice)
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["web:1"]))
            .On("DELETE /images/web%3A1", 409, """{"message":"conflict: unable to remove repository reference \"web:1\" (must force) - container 111111111111 is using its referenced image aaaaaaaaaaaa"}""")
            .On("GET /containers/json", 200, $$"""
                [{"Id":"{{IdOf('1')}}","Names":["/web1"],"ImageID":"{{Base}}","State":"{{state}}"},{"Id":"{{IdOf('2')}}","Names":["/web2"],"ImageID":"{{Base}}","State":"exited"},
                 {"Id":"{{IdOf('3')}}","Names":["/of-a-child"],"ImageID":"{{App}}","State":"running"}]
                """);
        ErrorRecord error = Assert.Single(engine.Run("Remove-Image").With("Name", "web:1").Run().Errors);
        Assert.StartsWith("Conflict", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Assert.Equal("web:1", error.TargetObject);
        Assert.EndsWith($"is using its referenced image aaaaaaaaaaaa. Made from it: web1 (111111111111, {state}), web2 (222222222222, exited).", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        var held = Assert.IsType<ImageInUseException>(error.Exception);
        Assert.Equal(["web1", "web2"], held.Containers.Select(container => container.Name));
        Assert.Equal((409, "web:1"), (held.StatusCode, held.References.ToString()));
        Assert.Contains($$"""GET /containers/json?all=1&filters={"ancestor":["{{Base}}"]}""", engine.Requests);
    }

    [Fact]
    public async Task What_is_not_removed_tells_the_images_that_are_built_upon_it()
    {
        await using ScriptedImages engine = Family()
            .On("DELETE /images/", 409, """{"message":"conflict: unable to delete aaaaaaaaaaaa (cannot be forced) - image has dependent child images"}""")
            .On("GET /containers/json", 200, "[]");
        ErrorRecord error = Assert.Single(engine.Run("Remove-Image").With(new { Name = Base, Force = true }).Run().Errors);
        Assert.Contains("Built upon it: app:1 (cccccccccccc), app:2 (cccccccccccc).", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Remove-Image app:1, app:2", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["app:1", "app:2"], Assert.IsType<ImageInUseException>(error.Exception).Children.Select(child => child.Reference));
    }

    [Fact]
    public async Task What_is_not_removed_by_its_id_tells_its_references()
    {
        await using ScriptedImages engine = Family()
            .On("DELETE /images/", 409, """{"message":"conflict: unable to delete cccccccccccc (must be forced) - image is referenced in multiple repositories"}""")
            .On("GET /containers/json", 200, "[]");
        ErrorRecord error = Assert.Single(engine.Run("Remove-Image").With("Name", App).Run().Errors);
        Assert.Contains("Its references: app:1, app:2.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["app:1", "app:2"], Assert.IsType<ImageInUseException>(error.Exception).References);
    }

    [Fact]
    public async Task Where_it_cannot_be_found_out_the_engines_own_words_remain()
    {
        await using ScriptedImages engine = new ScriptedImages().With((IdOf('a'), ["web:1"]))
            .On("DELETE /images/web%3A1", 409, """{"message":"conflict: it is used"}""")
            .On("GET /containers/json", 500, """{"message":"out of order"}""");
        ErrorRecord error = Assert.Single(engine.Run("Remove-Image").With("Name", "web:1").Run().Errors);
        Assert.Equal("conflict: it is used", error.Exception.Message);
        Assert.IsType<DockerApiException>(error.Exception);
    }

    /// <summary>app was built upon base by a step, as the engine tells; kit upon app, as its layers tell; other has the layers of none.</summary>
    private static ScriptedImages Family()
    {
        ScriptedImages engine = new();
        void Add(string id, string[] tags, params string[] layers)
        {
            string body = $$$"""{"Id":"{{{id}}}","RepoTags":[{{{string.Join(',', tags.Select(tag => $"\"{tag}\""))}}}],"Config":{},"RootFS":{"Type":"layers","Layers":[{{{string.Join(',', layers.Select(layer => $"\"sha256:{layer}\""))}}}]}}""";
            foreach (string name in tags.Append(id))
                engine.On($"GET /images/{Uri.EscapeDataString(name)}/json", 200, body);
        }

        Add(Base, ["base:1"], "1");
        Add(Step, [], "1", "2");
        Add(App, ["app:1", "app:2"], "1", "2", "3");
        Add(Kit, ["kit:1"], "1", "2", "3", "4");
        Add(Other, ["other:1"], "9", "1", "2", "3", "4");
        return engine.On("GET /images/json", 200, $$"""
            [{"Id":"{{Base}}","ParentId":"","RepoTags":["base:1"],"Created":1000},{"Id":"{{Step}}","ParentId":"{{Base}}","RepoTags":[],"Created":2000},
             {"Id":"{{App}}","ParentId":"{{Step}}","RepoTags":["app:1","app:2"],"Created":3000},{"Id":"{{Kit}}","ParentId":"","RepoTags":["kit:1"],"Created":4000},
             {"Id":"{{Other}}","ParentId":"","RepoTags":["other:1"],"Created":5000}]
            """);
    }
}
