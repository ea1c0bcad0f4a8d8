namespace DockerPS.Completion;

/// <summary>The networks that every engine has for the steps of a build.</summary>
internal sealed class BuildNetworkCompleter() : WordCompleter("default", "bridge", "host", "none");
