namespace DockerPS.Completion;

/// <summary>The types of records that BuildKit has.</summary>
internal sealed class BuildCacheTypeCompleter() : WordCompleter("regular", "source.local", "source.git.checkout", "exec.cachemount", "frontend", "internal");
