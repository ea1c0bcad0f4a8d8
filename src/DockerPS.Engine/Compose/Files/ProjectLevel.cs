namespace DockerPS.Engine.Compose;

/// <summary>A project, or one that is included in it: its folder, its variables, and the files on the way to it.</summary>
internal sealed record ProjectLevel(string Folder, ProjectEnvironment Environment, IReadOnlyList<string> Including);
