namespace DockerPS.Completion;

/// <summary>What happens when an update of a service fails.</summary>
internal sealed class UpdateFailureActionCompleter() : WordCompleter("pause", "continue", "rollback");
