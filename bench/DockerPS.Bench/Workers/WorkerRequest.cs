namespace DockerPS.Bench.Workers;

/// <summary>What a worker is asked to do.</summary>
internal sealed record WorkerRequest(bool IsRaw, string Operation, string[] Arguments);
