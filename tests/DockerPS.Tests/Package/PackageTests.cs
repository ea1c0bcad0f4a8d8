using System.Xml.Linq;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Package;

public sealed class PackageTests(PackageFixture package) : IClassFixture<PackageFixture>
{
    private static readonly string[] s_expected =
    [
        "CHANGELOG.md",
        "DockerPS.psd1",
        "LICENSE",
        "README.md",
        "bin/net8.0/DockerPS.Engine.dll",
        "bin/net8.0/DockerPS.dll",
        "bin/net8.0/compose/DockerPS.Compose.dll",
        "bin/net8.0/compose/YamlDotNet.LICENSE.txt",
        "bin/net8.0/compose/YamlDotNet.dll",
        "en-US/DockerPS.dll-Help.xml",
    ];

    [Fact]
    public void The_folder_is_the_module_and_nothing_else()
    {
        string[] views = [.. Directory.GetFiles(Repository.File("src", "DockerPS", "Formatting"), "*.ps1xml").Select(view => $"bin/net8.0/{Path.GetFileName(view)}")];
        string[] topics = [.. Directory.GetFiles(Repository.File("en-US"), "about_*.help.txt").Select(topic => $"en-US/{Path.GetFileName(topic)}")];
        Assert.NotEmpty(views);
        Assert.Contains("en-US/about_DockerPS.help.txt", topics);
        Assert.Equal(s_expected.Concat(views).Concat(topics).Order(StringComparer.Ordinal), Files(package.Folder));
    }

    [Fact]
    public void The_package_holds_the_folder_at_its_root()
    {
        string unpacked = Path.Combine(package.Unpacked, "DockerPS", package.Version);
        Assert.Empty(Files(package.Folder).Except(Files(unpacked)));
        Assert.Equal(Assembly(package.Folder), Assembly(unpacked));

        static byte[] Assembly(string folder) => File.ReadAllBytes(Path.Combine(folder, "bin", "net8.0", "DockerPS.dll"));
    }

    [Fact]
    public void The_package_names_the_module_as_the_gallery_wants_it()
    {
        XElement metadata = XDocument.Load(Path.Combine(package.Unpacked, "DockerPS", package.Version, "DockerPS.nuspec")).Root!.Elements().First();
        Assert.Equal("DockerPS", Value("id"));
        Assert.Equal(package.Version, Value("version"));
        Assert.Contains("PSModule", Value("tags").Split(' '));

        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [PwshFact]
    public async Task The_unpacked_package_is_imported_with_its_types_and_its_topic()
    {
        string output = await Pwsh.RunAsync($$"""
            $env:PSModulePath = {{Pwsh.Quote(package.Unpacked)}}
            Import-Module DockerPS
            $module = Get-Module DockerPS
            "version $($module.Version)"
            "from $($module.ModuleBase)"
            "type $([DockerPS.DockerConnection].Assembly.Location)"
            Get-Help about_DockerPS | Out-String
            """);

        string folder = Path.Combine(package.Unpacked, "DockerPS", package.Version);
        Assert.Contains($"version {package.Version}\n", output, StringComparison.Ordinal);
        Assert.Contains($"from {folder}\n", output, StringComparison.Ordinal);
        Assert.Contains($"type {Path.Combine(folder, "bin", "net8.0", "DockerPS.Engine.dll")}\n", output, StringComparison.Ordinal);
        Assert.Contains("about_DockerPS", output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
