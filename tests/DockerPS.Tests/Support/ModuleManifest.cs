using System.Text.RegularExpressions;

namespace DockerPS.Tests.Support;

/// <summary>The lists of DockerPS.psd1.</summary>
internal static partial class ModuleManifest
{
    private static readonly string s_text = File.ReadAllText(Repository.File("DockerPS.psd1"));

    public static IReadOnlyList<string> CmdletsToExport => List("CmdletsToExport");

    public static IReadOnlyList<string> AliasesToExport => List("AliasesToExport");

    private static List<string> List(string key)
    {
        Match list = Regex.Match(s_text, $@"^\s*{key}\s*=\s*@\(([^)]*)\)", RegexOptions.Multiline);
        Assert.True(list.Success, $"DockerPS.psd1 has no list {key}.");
        return [.. Quoted().Matches(list.Groups[1].Value).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
