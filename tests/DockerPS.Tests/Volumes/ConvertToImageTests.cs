using DockerPS.Tests.Networks;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Volumes;

public sealed class ConvertToImageTests
{
    private static readonly string s_web = ScriptedNetworks.IdOf('1');

    [Fact]
    public async Task Everything_said_goes_to_the_engine_and_the_image_comes_back()
    {
        await using ScriptedNetworks engine = Engine();

        ImageDetail image = Assert.Single(engine.Run("ConvertTo-Image").Words("web", "reg:5000/a/b").With(new
        {
            Author = "Jo <jo@example.com>",
            Message = "a & b",
            Change = new[] { "CMD [\"x\"]", "ENV a=b" },
        }).Run().AssertNoErrors().OutputAs<ImageDetail>());

        Assert.Contains(
            $"POST /commit?repo=reg:5000/a/b&tag=latest&comment=a & b&author=Jo <jo@example.com>&changes=CMD [\"x\"]&changes=ENV a=b&container={s_web}", engine.Requests);
        Assert.Equal(("sha256:new", "reg:5000/a/b:latest"), (image.Id, image.Reference));
    }

    [Fact]
    public async Task Nothing_is_sent_that_was_not_said()
    {
        await using ScriptedNetworks engine = Engine();
        ImageDetail image = Assert.Single(engine.Run("ConvertTo-Image").With("Name", "web").Run().AssertNoErrors().OutputAs<ImageDetail>());
        Assert.Contains($"POST /commit?container={s_web}", engine.Requests);
        Assert.Null(image.Reference);
    }

    [Theory]
    [InlineData("Pause", false, true)]
    [InlineData("Pause", true, false)]
    [InlineData("NoPause", true, true)]
    [InlineData("NoPause", false, false)]
    public async Task Pausing_is_the_default(string parameter, bool value, bool off)
    {
        await using ScriptedNetworks engine = Engine();
        engine.Run("ConvertTo-Image").With("Name", "web").With(parameter, value).Run().AssertNoErrors();
        Assert.Contains($"POST /commit?{(off ? "pause=0&" : "")}container={s_web}", engine.Requests);
    }

    [Fact]
    public async Task Pause_and_NoPause_contradict_each_other()
    {
        await using ScriptedNetworks engine = Engine();
        CmdletResult result = engine.Run("ConvertTo-Image").With(new { Name = "web", Pause = true, NoPause = true }).Run();
        Assert.StartsWith("BadParameter", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Further_names_are_tags()
    {
        await using ScriptedNetworks engine = Engine();
        ImageDetail image = Assert.Single(engine.Run("ConvertTo-Image").With(new { Name = "web", Tag = new[] { "a:1", "b" } }).Run().AssertNoErrors().OutputAs<ImageDetail>());
        Assert.Contains($"POST /commit?repo=a&tag=1&container={s_web}", engine.Requests);
        Assert.Contains("POST /images/sha256:new/tag?repo=b&tag=latest", engine.Requests);
        Assert.Equal("a:1", image.Reference);
    }

    [Fact]
    public async Task A_name_is_given_to_one_image_only()
    {
        await using ScriptedNetworks engine = Engine();

        CmdletResult result = engine.Run("ConvertTo-Image").With(new { Name = new[] { "web", "db" }, Tag = "a" }).Run();

        Assert.Single(result.Output);
        Assert.StartsWith("ReferenceInUse", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BAD")]
    [InlineData("a@sha256:0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task What_is_no_name_for_an_image_is_refused_before_anything_is_sent(string tag)
    {
        await using ScriptedNetworks engine = Engine();
        CmdletResult result = engine.Run("ConvertTo-Image").With(new { Name = "web", Tag = tag }).Run();
        Assert.StartsWith("BadReference", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task It_asks_and_WhatIf_makes_nothing()
    {
        await using ScriptedNetworks engine = Engine();
        CmdletResult result = engine.Run("ConvertTo-Image").With(new { Name = "web", Tag = "a" }).WhatIf().Run().AssertNoErrors();
        Assert.Equal(new ShouldProcessCall($"web (111111111111) on {engine.Address}", "Create image a:latest of container"), Assert.Single(result.ShouldProcessCalls));
        Assert.DoesNotContain(engine.Requests, static request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    private static ScriptedNetworks Engine() => new ScriptedNetworks()
        .WithContainer("web", '1').WithContainer("db", '2')
        .On("POST /commit", 201, """{"Id":"sha256:new"}""")
        .On("POST /images/sha256:new/tag", 201, "")
        .On("GET /images/sha256:new/json", 200, """{"Id":"sha256:new","RepoTags":[]}""");
}
