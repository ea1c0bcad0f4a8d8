namespace DockerPS.Engine.Streams.Build;

/// <summary>Lines of a file, counted from 1.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
internal readonly record struct LineRange(int First, int Last);
