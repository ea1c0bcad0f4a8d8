namespace DockerPS.Completion;

/// <summary>What a task can be told to be.</summary>
internal sealed class TaskDesiredStateCompleter() : WordCompleter("running", "ready", "complete", "shutdown", "remove");
