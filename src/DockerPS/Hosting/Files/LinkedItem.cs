using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting.Files;

/// <summary>What is known of a file by the entry of its first name.</summary>
internal readonly record struct LinkedItem(ArchiveItemKind Kind, long Size, string? LinkTarget);
