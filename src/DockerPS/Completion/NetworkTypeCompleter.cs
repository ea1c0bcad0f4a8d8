namespace DockerPS.Completion;

/// <summary>The types of networks that engines know: their own, and those that someone made.</summary>
internal sealed class NetworkTypeCompleter() : WordCompleter("builtin", "custom");
