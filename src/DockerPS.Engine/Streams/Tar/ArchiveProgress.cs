namespace DockerPS.Engine.Streams.Tar;

/// <summary>How much of an archive has been sent or received.</summary>
/// <param name="Bytes">Bytes of the archive.</param>
/// <param name="TotalBytes">About how many there will be; null where that is not known.</param>
/// <param name="Files">Entries of the archive; 0 where the archive came ready-made.</param>
/// <param name="TotalFiles">How many there will be; null where that is not known.</param>
/// <param name="Current">The entry that is on its way; null where that is not known.</param>
internal readonly record struct ArchiveProgress(long Bytes, long? TotalBytes, int Files, int? TotalFiles, string? Current = null);
