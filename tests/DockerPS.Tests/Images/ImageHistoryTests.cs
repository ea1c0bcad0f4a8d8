using System.Management.Automation;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Images;

/// <summary>Get-ImageHistory against scripted engines.</summary>
public sealed class ImageHistoryTests
{
    // The answer of an engine of 20.10.
    private const string History = """
        [{"Comment":"","Created":1767225600,"CreatedBy":"/bin/sh -c #(nop)  CMD [\"sh\"]","Id":"sha256:34fb332867190d969aa59bfe166d6e4f1cef8326ede27fde7234a12cfa057a82","Size":0,"Tags":["web:1","docker.io/library/web:2"]},
         {"Comment":"buildkit.dockerfile.v0","Created":0,"CreatedBy":"RUN /bin/sh -c touch /x # buildkit","Id":"<missing>","Size":0,"Tags":null,"New":7},
         {"Comment":"","Created":1767225500,"CreatedBy":"","Id":"<missing>","Size":1984223,"Tags":null}]
        """;

    [Fact]
    public async Task Each_step_is_an_object_the_newest_first()
    {
        await using ScriptedArchives engine = new() { History = History };
        List<ImageHistory> steps = engine.Run("Get-ImageHistory").With("Name", "web:1").Run().AssertNoErrors().OutputAs<ImageHistory>();
        Assert.Equal(["CMD [\"sh\"]", "RUN touch /x", ""], steps.Select(static step => step.Instruction));
        Assert.Equal([ScriptedArchives.Id, null, null], steps.Select(static step => step.Id));
        Assert.Equal([true, false, false], steps.Select(static step => step.IsEmptyLayer));
        Assert.Equal([0, 0, 1984223], steps.Select(static step => step.Size));
        Assert.Equal(["web:1", "web:2"], steps[0].Tags);
        Assert.Equal((DateTimeKind.Local, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)), (steps[0].Created!.Value.Kind, steps[0].Created!.Value.ToUniversalTime()));
        Assert.Null(steps[1].Created);
        Assert.Equal("buildkit.dockerfile.v0", steps[1].Comment);
        Assert.Equal(7L, steps[1].AdditionalProperties["New"]);
        Assert.All(steps, step => Assert.Equal(("web:1", engine.Address), (step.Image, step.Engine)));
    }

    [Theory]
    [InlineData("web*", "GET /images/web:1/history,GET /images/web:2/history")]
    [InlineData("34fb33286719", "GET /images/" + ScriptedArchives.Id + "/history")]
    public async Task Images_are_found_by_wildcard_and_id(string name, string expected)
    {
        await using ScriptedArchives engine = new() { Tags = ["web:1", "web:2"] };
        engine.Run("Get-ImageHistory").With("Name", name).Run().AssertNoErrors();
        Assert.Equal(expected, string.Join(',', engine.Requests.Where(static request => request.Contains("/history", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Objects_go_back_to_their_engine_and_what_is_missing_is_told()
    {
        await using ScriptedArchives engine = new() { History = History };
        object?[] images = [.. engine.Run("Get-Image").Run().AssertNoErrors().Output];
        Assert.Equal(3, CmdletRunner.Create("Get-ImageHistory").Input(images).Run().AssertNoErrors().Output.Count);
        ErrorRecord error = Assert.Single(engine.Run("Get-ImageHistory").With("Name", "none").Run().Errors);
        Assert.StartsWith("ImageNotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.47", false)]
    [InlineData("1.48", true)]
    public async Task A_platform_needs_a_newer_engine(string version, bool isSent)
    {
        await using ScriptedArchives engine = new(version) { History = History };
        CmdletResult result = engine.Run("Get-ImageHistory").With(new { Name = "web:1", Platform = "linux/arm/v7" }).Run();
        string? request = engine.Requests.Find(static request => request.Contains("/history", StringComparison.Ordinal));
        if (isSent)
        {
            Assert.Equal("""GET /images/web:1/history?platform={"os":"linux","architecture":"arm","variant":"v7"}""", request);
            result.AssertNoErrors();
        }
        else
        {
            Assert.StartsWith("NotSupportedByEngine", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Null(request);
        }
    }
}
