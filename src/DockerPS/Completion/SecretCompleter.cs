namespace DockerPS.Completion;

/// <summary>Completes names of secrets.</summary>
internal sealed class SecretCompleter() : SwarmObjectCompleter<DockerSecret>(static engine => engine.Secrets, static secret => $"{secret.Id}  {secret.Labels}".TrimEnd());
