using DockerPS.Completion;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Completion;

public sealed class StageCompleterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("app", null, "one", "two")]
    [InlineData(null, "app/Dockerfile", "one", "two")]
    [InlineData("app", "Dockerfile.dev", "dev")]
    [InlineData("app", "app/Dockerfile.dev", "dev")]
    [InlineData("app", "nowhere")]
    [InlineData("nowhere", null)]
    public void Stages_are_those_of_the_Dockerfile_of_the_line(string? context, string? file, params string[] stages)
    {
        Directory.CreateDirectory(_folder.Combine("app"));
        File.WriteAllText(_folder.Combine("app", "Dockerfile"), "FROM a AS one\nFROM b\nFROM c AS two\n");
        File.WriteAllText(_folder.Combine("app", "Dockerfile.dev"), "FROM a AS dev\n");
        Assert.Equal(stages, StageCompleter.Stages(_folder.Path, context, file).Select(static candidate => candidate.Text));
    }
}
