namespace DockerPS.Completion;

/// <summary>The one mode of user and host name namespaces that can be asked for.</summary>
internal sealed class HostNamespaceCompleter() : WordCompleter("host");
