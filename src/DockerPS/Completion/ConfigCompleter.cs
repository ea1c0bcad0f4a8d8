namespace DockerPS.Completion;

/// <summary>Completes names of configs.</summary>
internal sealed class ConfigCompleter() : SwarmObjectCompleter<DockerConfigSummary>(static engine => engine.Configs, static config => $"{config.Id}  {config.Labels}".TrimEnd());
