using DockerPS.Engine.Compose;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Compose;

/// <summary>A project of files in a folder of its own, read without the variables of this process.</summary>
internal sealed class Project : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Project() => Folder = Directory.CreateDirectory(_folder.Combine("proj")).FullName;

    public Project(string compose)
        : this() => Write("compose.yaml", compose);

    /// <summary>The project's folder.</summary>
    public string Folder { get; }

    /// <summary>The variables of the caller.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string Path(string name) => System.IO.Path.Join(Folder, name.Replace('/', System.IO.Path.DirectorySeparatorChar));

    public Project Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
        return this;
    }

    public ComposeLoadOptions Options => new() { Environment = Environment, CurrentDirectory = Folder };

    public ComposeTree Tree(Func<ComposeLoadOptions, ComposeLoadOptions>? change = null) => ComposeTreeLoader.Load(change is null ? Options : change(Options));

    public ComposeProject Load(Func<ComposeLoadOptions, ComposeLoadOptions>? change = null) => ComposeLoader.Load(change is null ? Options : change(Options));

    public ComposeException Error(Func<ComposeLoadOptions, ComposeLoadOptions>? change = null) => Assert.Throws<ComposeException>(() => Load(change));

    /// <summary>A part of the merged tree as text, with the project's folder as {DIR}.</summary>
    public string Show(string path, Func<ComposeLoadOptions, ComposeLoadOptions>? change = null)
    {
        ComposeNode? node = Tree(change).Root;
        foreach (string key in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            node = (node as ComposeMapping)?.Lookup(key);
        return node is null ? "" : Compose.Tree.Show(node).Replace(Folder, "{DIR}", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
