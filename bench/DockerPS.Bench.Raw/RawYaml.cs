using YamlDotNet.Core;

namespace DockerPS.Bench.Raw;

/// <summary>A YAML file taken apart, and nothing done with it.</summary>
internal static class RawYaml
{
    public static void Read(string path)
    {
        using StreamReader reader = File.OpenText(path);
        var parser = new Parser(reader);
        while (parser.MoveNext())
        {
        }
    }
}
