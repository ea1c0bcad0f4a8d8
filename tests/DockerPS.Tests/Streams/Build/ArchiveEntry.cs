using System.Formats.Tar;

namespace DockerPS.Tests.Streams.Build;

/// <summary>An entry of an archive as a test looks at it.</summary>
internal sealed record ArchiveEntry(string Name, TarEntryType Type, UnixFileMode Mode, int Uid, int Gid, DateTimeOffset Modified, string LinkName, byte[] Content);
