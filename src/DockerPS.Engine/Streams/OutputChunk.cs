namespace DockerPS.Engine.Streams;

/// <summary>A piece of a container's output.</summary>
/// <param name="Stream">Where it came from.</param>
/// <param name="Data">The bytes, valid until the reader is asked for the next piece.</param>
/// <param name="StartsMessage">True where the engine began a message here: a log entry, one write of the program. Always false without frames.</param>
internal readonly record struct OutputChunk(OutputStream Stream, ReadOnlyMemory<byte> Data, bool StartsMessage);
