namespace DockerPS.Engine.Streams.Copy;

/// <summary>Where a copy goes to, and what is there.</summary>
/// <param name="Path">The path; where a link was there, the one that it leads to.</param>
/// <param name="Exists">True where something is there.</param>
/// <param name="IsFolder">True where a folder is there.</param>
/// <param name="Display">The path as the user wrote it, for messages.</param>
internal sealed record CopyDestination(CopyPath Path, bool Exists, bool IsFolder, string Display);
