namespace DockerPS.Tests.Parity;

/// <summary>A cmdlet as its metadata has it: the parameters by name and by alias, those of its base classes included.</summary>
/// <param name="Name">Verb-Noun.</param>
/// <param name="Parameters">From every name and alias, without case, to the parameter's name.</param>
internal sealed record CmdletMetadata(string Name, IReadOnlyDictionary<string, string> Parameters);
