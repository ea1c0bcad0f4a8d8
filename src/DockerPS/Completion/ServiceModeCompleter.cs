namespace DockerPS.Completion;

/// <summary>How many tasks a service has.</summary>
internal sealed class ServiceModeCompleter() : WordCompleter(ServiceMode.Replicated, ServiceMode.Global, ServiceMode.ReplicatedJob, ServiceMode.GlobalJob);
