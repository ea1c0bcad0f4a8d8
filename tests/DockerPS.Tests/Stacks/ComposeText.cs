using DockerPS.Engine.Compose;
using DockerPS.Engine.Compose.Reading;

namespace DockerPS.Tests.Stacks;

/// <summary>Compose files as text, read into projects as Deploy-DockerStack reads them.</summary>
internal static class ComposeText
{
    public static ComposeProject Read(string yaml, IReadOnlyDictionary<string, string>? environment = null) => ProjectReader.Read(ComposeTreeLoader.Load(new ComposeLoadOptions
    {
        Text = yaml,
        ProjectName = "shop",
        NoDefaultEnvironmentFile = true,
        Environment = environment ?? new Dictionary<string, string>(),
        CurrentDirectory = Path.GetTempPath(),
    }));
}
