namespace DockerPS.Engine.Streams.Build;

/// <summary>How much of a build context has been sent.</summary>
/// <param name="Bytes">Bytes of the archive.</param>
/// <param name="TotalBytes">About how many there will be; null where that is not known.</param>
/// <param name="Files">Entries of the archive; 0 where the archive came ready-made.</param>
/// <param name="TotalFiles">How many there will be; null where that is not known.</param>
internal readonly record struct ContextProgress(long Bytes, long? TotalBytes, int Files, int? TotalFiles);
