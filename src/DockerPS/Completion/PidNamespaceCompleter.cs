namespace DockerPS.Completion;

/// <summary>Whose processes a container sees.</summary>
internal sealed class PidNamespaceCompleter() : NamespaceCompleter("host");
