namespace DockerPS.Completion;

/// <summary>Where a network is known.</summary>
internal sealed class NetworkScopeCompleter() : WordCompleter("local", "global", "swarm");
