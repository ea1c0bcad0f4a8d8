namespace DockerPS.Completion;

/// <summary>Where the engine's own builder writes its cache.</summary>
internal sealed class CacheTargetCompleter() : WordCompleter("inline");
