using DockerPS.Engine;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Hosting;

namespace DockerPS.Tests.Build;

public sealed class BuilderChoiceTests
{
    [Theory]
    [InlineData(BuilderType.Auto, null, "", "", BuilderType.Classic)]
    [InlineData(BuilderType.Auto, null, "1", "", BuilderType.Classic)]
    [InlineData(BuilderType.Auto, null, "2", "", BuilderType.BuildKit)]
    [InlineData(BuilderType.Auto, null, "", "Secret", BuilderType.BuildKit)]
    [InlineData(BuilderType.Auto, "0", "2", "", BuilderType.Classic)]
    [InlineData(BuilderType.Auto, "False", "2", "", BuilderType.Classic)]
    [InlineData(BuilderType.Auto, "1", "", "", BuilderType.BuildKit)]
    [InlineData(BuilderType.Auto, "true", "", "", BuilderType.BuildKit)]
    [InlineData(BuilderType.Auto, "", "2", "", BuilderType.BuildKit)]
    [InlineData(BuilderType.Classic, "1", "2", "", BuilderType.Classic)]
    [InlineData(BuilderType.BuildKit, "0", "", "Secret", BuilderType.BuildKit)]
    public void The_user_then_the_variable_then_the_need_then_the_engine_decide(BuilderType wanted, string? variable, string recommended, string needs, BuilderType chosen) =>
        Assert.Equal(chosen, Choose(wanted, variable, Engine(recommended), needs));

    [Theory]
    [InlineData(BuilderType.Classic, null, "-Builder Classic", "Leave -Builder out, or give -Builder BuildKit.")]
    [InlineData(BuilderType.Auto, "0", "DOCKER_BUILDKIT", "Give -Builder BuildKit, or remove DOCKER_BUILDKIT.")]
    public void What_only_BuildKit_can_do_is_refused_with_the_classic_builder(BuilderType wanted, string? variable, string why, string advice)
    {
        InvalidRequestException refused = Assert.Throws<InvalidRequestException>(() => Choose(wanted, variable, Engine("2"), "Secret", "Ssh"));
        Assert.Equal("BuilderConflict", refused.ErrorId);
        Assert.StartsWith("-Secret, -Ssh need BuildKit, but", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal(advice, refused.Advice);
    }

    [Fact]
    public void Neither_true_nor_false_is_an_error() =>
        Assert.Equal("BadEnvironment", Assert.Throws<InvalidRequestException>(() => Choose(BuilderType.Auto, "yes", Engine("2"))).ErrorId);

    [Theory]
    [InlineData("windows", false)]
    [InlineData("linux", true)]
    public void An_engine_without_BuildKit_builds_with_its_own(string system, bool isPodman)
    {
        EngineIdentity engine = Engine("1") with { OperatingSystem = system, IsPodman = isPodman };
        Assert.Equal(BuilderType.Classic, Choose(BuilderType.Auto, null, engine));
        Assert.Equal(BuilderType.Classic, Choose(BuilderType.Auto, "1", engine));
        Assert.Throws<NotSupportedByEngineException>(() => Choose(BuilderType.BuildKit, null, engine));
        Assert.Throws<NotSupportedByEngineException>(() => Choose(BuilderType.Auto, null, engine, "Secret"));
    }

    private static EngineIdentity Engine(string recommended) => new(new ApiVersion(1, 41), new ApiVersion(1, 41), "linux", "20.10", recommended);

    private static BuilderType Choose(BuilderType wanted, string? variable, EngineIdentity engine, params string[] needs) => BuilderChoice.Choose(
        wanted, [.. needs.Where(static need => need.Length > 0)], engine, "e", new DockerEnvironment(name => name == BuilderChoice.Variable ? variable : null));
}
