namespace DockerPS.Completion;

/// <summary>What a build's result can become.</summary>
internal sealed class BuildOutputCompleter() : WordCompleter("type=local,dest=", "type=tar,dest=", "type=image", "type=cacheonly", "-");
