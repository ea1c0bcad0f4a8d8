using System.Globalization;
using System.IO.Enumeration;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Streams.Tar;

/// <summary>A folder to unpack into, with a folder beside it in which nothing may change.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Sandbox()
    {
        Outside = Directory.CreateDirectory(_folder.Combine("outside")).FullName;
        File.WriteAllText(Path.Join(Outside, "victim"), "good");
        Directory.CreateDirectory(Path.Join(Outside, "below"));
        Parent = Directory.CreateDirectory(_folder.Combine("parent")).FullName;
        File.WriteAllText(Path.Join(Parent, "neighbour"), "good");
        Target = Directory.CreateDirectory(Path.Join(Parent, "target")).FullName;

        // What the user has there already.
        File.CreateSymbolicLink(Path.Join(Target, "to-folder"), Outside);
        File.CreateSymbolicLink(Path.Join(Target, "to-file"), Path.Join(Outside, "victim"));
        File.CreateSymbolicLink(Path.Join(Target, "to-nothing"), Path.Join(Outside, "new"));
        Directory.CreateDirectory(Path.Join(Target, "folder"));
        File.WriteAllText(Path.Join(Target, "file"), "mine");
        Before = State();
    }

    public string Outside { get; }

    public string Parent { get; }

    public string Target { get; }

    /// <summary>What was outside of the target at the beginning.</summary>
    public string Before { get; }

    public List<string> Warnings { get; } = [];

    /// <summary>All outside of the target: names, modes, times, contents.</summary>
    public string State()
    {
        var all = new FileSystemEnumerable<string>(_folder.Path, static (ref FileSystemEntry entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.ToFullPath() != Target,
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.ToFullPath() != Target,
        };
        return string.Join('\n', all.Order(StringComparer.Ordinal).Select(static path => Describe(path)));
    }

    public async Task<Exception?> ExtractAsync(byte[] archive, bool into = true, Func<ExtractOptions, ExtractOptions>? with = null, int chunk = int.MaxValue)
    {
        var options = new ExtractOptions { Base = ".", IntoTarget = into, Warn = Warnings.Add, IgnoreCase = false, WindowsNames = false };
        return await Record.ExceptionAsync(() => new TarExtractor(Target, with?.Invoke(options) ?? options)
            .ExtractAsync(new ArchiveReader(new ChunkStream(archive, chunk)), TestLimit.Token));
    }

    public string Read(string name) => File.ReadAllText(Path.Join(Target, name));

    public bool Has(string name) => new FileInfo(Path.Join(Target, name)) is { } file && (file.Exists || file.LinkTarget is not null || Directory.Exists(file.FullName));

    public void Dispose() => _folder.Dispose();

    private static string Describe(string path)
    {
        var file = new FileInfo(path);
        bool isFile = (file.Attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == 0;
        return string.Create(CultureInfo.InvariantCulture, $"{path} {(int)file.UnixFileMode} {file.LinkTarget} {(isFile ? File.ReadAllText(path) : "")} {file.LastWriteTimeUtc.Ticks}");
    }
}
