namespace DockerPS.Completion;

/// <summary>The streams of a container.</summary>
internal sealed class StreamCompleter() : WordCompleter("stdin", "stdout", "stderr");
