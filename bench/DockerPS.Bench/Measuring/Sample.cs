namespace DockerPS.Bench.Measuring;

/// <summary>One measurement.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Peak">The largest working set of the process that did it so far, in bytes.</param>
internal readonly record struct Sample(double Seconds, long Peak);
