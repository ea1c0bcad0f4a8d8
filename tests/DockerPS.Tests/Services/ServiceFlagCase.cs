namespace DockerPS.Tests.Services;

/// <summary>Flags of the docker CLI, and the parameters that say the same.</summary>
internal sealed record ServiceFlagCase(string[] Flags, Dictionary<string, object?> Parameters);
