namespace DockerPS.Hosting;

/// <summary>The files that the run parameters name, by their full paths; read and made on the pipeline thread.</summary>
/// <param name="Paths">The shell's paths, for those in the parameters' little languages.</param>
/// <param name="EnvironmentFiles">Those of -EnvironmentFile.</param>
/// <param name="LabelFiles">Those of -LabelFile.</param>
/// <param name="ContainerIdFile">That of -ContainerIdFile; null where there is none.</param>
internal sealed record RunFiles(ShellPaths Paths, IReadOnlyList<string> EnvironmentFiles, IReadOnlyList<string> LabelFiles, string? ContainerIdFile);
