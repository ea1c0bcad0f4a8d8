namespace DockerPS.Bench.Workers;

/// <summary>What a worker answers: a time and the peak so far, or an error.</summary>
internal sealed record WorkerAnswer(double Seconds, long Peak, string? Error);
