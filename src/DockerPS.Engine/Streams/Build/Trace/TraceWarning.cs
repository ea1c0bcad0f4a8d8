namespace DockerPS.Engine.Streams.Build.Trace;

/// <summary>A warning on the Dockerfile, such as one of the linter's (moby.buildkit.v1.VertexWarning).</summary>
/// <param name="Short">What is wrong, in one line.</param>
/// <param name="Details">More on it, line by line.</param>
/// <param name="Url">Where it is explained; empty where nowhere.</param>
/// <param name="File">The file that it is about; empty where the engine does not tell.</param>
/// <param name="Line">The first line that it is about; 0 where the engine does not tell.</param>
internal sealed record TraceWarning(string Short, IReadOnlyList<string> Details, string Url, string File, int Line);
