namespace DockerPS.Completion;

/// <summary>Whose shared memory a container has.</summary>
internal sealed class IpcNamespaceCompleter() : NamespaceCompleter("private", "shareable", "host", "none");
