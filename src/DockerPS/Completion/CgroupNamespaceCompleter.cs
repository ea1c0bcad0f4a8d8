namespace DockerPS.Completion;

/// <summary>Whose control groups a container sees.</summary>
internal sealed class CgroupNamespaceCompleter() : WordCompleter("private", "host");
