using System.Reflection;
using System.Text.RegularExpressions;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Package;

public sealed partial class ManifestTests
{
    private static readonly string s_manifest = File.ReadAllText(Repository.File("DockerPS.psd1"));

    [Fact]
    public void The_version_is_that_of_the_assembly()
    {
        Version? assembly = AssemblyName.GetAssemblyName(Repository.File("bin", "net8.0", "DockerPS.dll")).Version;
        Assert.Equal(assembly!.ToString(3), ModuleVersion().Match(s_manifest).Groups[1].Value);
    }

    [Fact]
    public void Every_file_that_it_names_is_staged_and_every_view_is_named()
    {
        string[] named = [.. StagedFile().Matches(s_manifest).Select(match => match.Value)];
        Assert.Contains("bin/net8.0/DockerPS.dll", named);
        Assert.All(named, file => Assert.True(File.Exists(Repository.File(file)), file));
        string[] views = [.. Directory.GetFiles(Repository.File("src", "DockerPS", "Formatting"), "*.ps1xml").Select(view => $"bin/net8.0/{Path.GetFileName(view)}")];
        Assert.Empty(views.Except(named));
    }

    [GeneratedRegex(@"ModuleVersion\s*=\s*'([^']+)'")]
    private static partial Regex ModuleVersion();

    [GeneratedRegex(@"bin/net8\.0/[\w.]+")]
    private static partial Regex StagedFile();
}
