namespace DockerPS.Completion;

/// <summary>How services are reached.</summary>
internal sealed class EndpointModeCompleter() : WordCompleter("vip", "dnsrr");
