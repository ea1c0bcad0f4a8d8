namespace DockerPS.Engine.Streams.Build.Trace;

/// <summary>The state of one step of a build (moby.buildkit.v1.Vertex). A step that runs again starts again.</summary>
/// <param name="Digest">What the step is known by in all messages.</param>
/// <param name="Name">What it does: [base 2/4] WORKDIR /src, or [internal] load metadata.</param>
/// <param name="IsCached">True where there was nothing to do.</param>
/// <param name="Started">UTC; null where it has not begun.</param>
/// <param name="Completed">UTC; null where it has not ended.</param>
/// <param name="Error">Why it failed; empty where it did not.</param>
internal sealed record TraceVertex(string Digest, string Name, bool IsCached, DateTime? Started, DateTime? Completed, string Error);
