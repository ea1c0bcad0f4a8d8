using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting.Files;

/// <summary>Makes the objects that stand for files in containers.</summary>
internal static class ContainerFiles
{
    /// <summary>True where the engine's containers have Windows' paths.</summary>
    public static async Task<bool> IsWindowsAsync(EngineApi engine, CancellationToken cancellationToken) =>
        (await engine.Client.IdentifyAsync(cancellationToken).ConfigureAwait(false)).OperatingSystem == "windows";

    /// <summary>By what the engine tells of a path. It does not tell the owner.</summary>
    public static ContainerFile Of(ResolvedContainer container, string path, PathStat stat) => new()
    {
        Connection = container.Engine.Connection,
        FullName = path,
        Name = NameOf(path),
        DirectoryName = FolderOf(path),
        Type = stat.Type.ToString(),
        Length = stat.Type == ContainerFileType.File ? stat.Size : null,
        LastWriteTime = stat.Modified.LocalDateTime,
        Mode = ContainerFile.ModeText(stat.Type, stat.Mode),
        LinkTarget = stat.IsLink ? stat.LinkTarget : null,
        Container = container.Name,
        ContainerId = container.Id,
    };

    /// <summary>By the archive's entry.</summary>
    /// <param name="container">The container.</param>
    /// <param name="path">The path in it.</param>
    /// <param name="item">The entry.</param>
    /// <param name="linked">Where the entry is another name of a file: that file's entry; null where the archive has it not.</param>
    public static ContainerFile Of(ResolvedContainer container, string path, ArchiveItem item, LinkedItem? linked)
    {
        ArchiveItemKind kind = item.Kind == ArchiveItemKind.HardLink ? linked?.Kind ?? ArchiveItemKind.File : item.Kind;
        ContainerFileType type = kind switch
        {
            ArchiveItemKind.Folder => ContainerFileType.Directory,
            ArchiveItemKind.SymbolicLink => ContainerFileType.SymbolicLink,
            ArchiveItemKind.Fifo => ContainerFileType.Fifo,
            ArchiveItemKind.CharacterDevice => ContainerFileType.CharacterDevice,
            ArchiveItemKind.BlockDevice => ContainerFileType.BlockDevice,
            _ => ContainerFileType.File,
        };
        return new ContainerFile
        {
            Connection = container.Engine.Connection,
            FullName = path,
            Name = NameOf(path),
            DirectoryName = FolderOf(path),
            Type = type.ToString(),
            Length = type != ContainerFileType.File ? null : item.Kind == ArchiveItemKind.HardLink ? linked?.Size : item.Size,
            LastWriteTime = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(item.Modified, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds())).LocalDateTime,
            Mode = ContainerFile.ModeText(type, item.Mode),
            UserId = item.UserId,
            GroupId = item.GroupId,
            LinkTarget = type != ContainerFileType.SymbolicLink ? null : item.Kind == ArchiveItemKind.HardLink ? linked?.LinkTarget : item.LinkTarget,
            Container = container.Name,
            ContainerId = container.Id,
        };
    }

    private static string NameOf(string path) => path == "/" ? path : path[(path.LastIndexOf('/') + 1)..];

    private static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and int end ? path[..end] : "/";
}
