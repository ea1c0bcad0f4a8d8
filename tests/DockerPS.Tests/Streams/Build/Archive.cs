using System.Formats.Tar;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Tests.Streams.Build;

/// <summary>Reads what a build context sends, by the framework's own reader.</summary>
internal static class Archive
{
    public static async Task<List<ArchiveEntry>> ReadAsync(BuildContext context, IProgress<ArchiveProgress>? progress = null)
    {
        using var archive = new MemoryStream();
        using HttpContent content = context.CreateContent(progress);
        await content.CopyToAsync(archive);
        archive.Position = 0;
        var entries = new List<ArchiveEntry>();
        using var reader = new TarReader(archive);
        while (reader.GetNextEntry() is { } entry)
        {
            using var data = new MemoryStream();
            entry.DataStream?.CopyTo(data);
            entries.Add(new ArchiveEntry(
                entry.Name, entry.EntryType, entry.Mode, entry.Uid, entry.Gid, entry.ModificationTime, entry.LinkName ?? "", data.ToArray()));
        }

        return entries;
    }
}
