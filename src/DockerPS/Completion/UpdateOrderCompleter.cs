namespace DockerPS.Completion;

/// <summary>What an update of a service does first.</summary>
internal sealed class UpdateOrderCompleter() : WordCompleter("stop-first", "start-first");
