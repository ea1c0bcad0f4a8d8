namespace DockerPS.Completion;

/// <summary>The beginnings of a wish for GPUs.</summary>
internal sealed class GpuCompleter() : WordCompleter("all", "count=", "device=", "driver=");
