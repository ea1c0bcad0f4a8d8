namespace DockerPS.Completion;

/// <summary>Keys to leave a container's terminal with: docker's own, and others that programs seldom need.</summary>
internal sealed class DetachKeyCompleter() : WordCompleter("ctrl-p,ctrl-q", "ctrl-\\", "ctrl-]", "ctrl-^", "ctrl-_", "ctrl-@");
