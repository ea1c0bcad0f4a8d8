namespace DockerPS.Completion;

/// <summary>When tasks are followed by new ones.</summary>
internal sealed class RestartConditionCompleter() : WordCompleter("any", "on-failure", "none");
