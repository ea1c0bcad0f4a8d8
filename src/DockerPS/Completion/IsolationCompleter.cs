namespace DockerPS.Completion;

/// <summary>How Windows containers are kept apart.</summary>
internal sealed class IsolationCompleter() : WordCompleter("default", "process", "hyperv");
