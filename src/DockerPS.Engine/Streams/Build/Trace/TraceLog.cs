namespace DockerPS.Engine.Streams.Build.Trace;

/// <summary>A piece of what a step wrote, cut anywhere (moby.buildkit.v1.VertexLog).</summary>
/// <param name="Vertex">The digest of the step.</param>
/// <param name="Time">UTC; null where the engine gave none.</param>
/// <param name="IsError">True for the standard error stream.</param>
/// <param name="Text">The bytes.</param>
internal sealed record TraceLog(string Vertex, DateTime? Time, bool IsError, byte[] Text);
