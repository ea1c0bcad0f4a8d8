namespace DockerPS.Completion;

/// <summary>The restart policies of containers.</summary>
internal sealed class RestartPolicyCompleter() : WordCompleter("no", "always", "unless-stopped", "on-failure");
