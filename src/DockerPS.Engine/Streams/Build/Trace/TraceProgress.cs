namespace DockerPS.Engine.Streams.Build.Trace;

/// <summary>How far a part of a step is: a layer that is pulled, a file that is sent (moby.buildkit.v1.VertexStatus).</summary>
/// <param name="Vertex">The digest of the step.</param>
/// <param name="Id">What the part is known by within the step.</param>
/// <param name="Name">What is done, where the id does not say it.</param>
/// <param name="Current">Bytes, or things, done by now.</param>
/// <param name="Total">How many there are; 0 where nobody knows.</param>
/// <param name="Started">UTC; null where it has not begun.</param>
/// <param name="Completed">UTC; null where it has not ended.</param>
internal sealed record TraceProgress(string Vertex, string Id, string Name, long Current, long Total, DateTime? Started, DateTime? Completed);
