namespace DockerPS.Hosting;

/// <summary>A tag that was pulled or pushed.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Digest">Its digest; null where the engine did not tell.</param>
/// <param name="Size">Bytes of its manifest; null where the engine did not tell.</param>
internal sealed record TransferredTag(string Tag, string? Digest, long? Size);
