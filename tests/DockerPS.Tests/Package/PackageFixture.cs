using System.IO.Compression;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Package;

/// <summary>The package of the module as it is staged, unpacked in a folder far from the source tree.</summary>
public sealed class PackageFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal string Folder { get; private set; } = "";

    internal string Unpacked => _folder.Combine("unpacked");

    internal string Version { get; private set; } = "";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        // NoBuild: other tests may have the staged assemblies open.
        await CommandLine.RunAsync(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            "msbuild",
            Repository.File("src", "DockerPS", "DockerPS.csproj"),
            "-t:PackageModule",
            "-p:NoBuild=true",
            $"-p:ModuleOutput={_folder.Combine("packed")}",
            "-nodeReuse:false");
        Folder = Assert.Single(Directory.GetDirectories(_folder.Combine("packed", "DockerPS")));
        Version = Path.GetFileName(Folder);
        ZipFile.ExtractToDirectory(_folder.Combine("packed", $"DockerPS.{Version}.nupkg"), Path.Combine(Unpacked, "DockerPS", Version));
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
