namespace DockerPS.Completion;

/// <summary>What happens when a rollback of a service fails.</summary>
internal sealed class RollbackFailureActionCompleter() : WordCompleter("pause", "continue");
