namespace DockerPS.Engine.Streams.Build;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Name">FROM, ARG, COPY ..., in upper case.</param>
/// <param name="Words">What follows it, cut at blanks.</param>
internal sealed record DockerfileInstruction(string Name, IReadOnlyList<string> Words);
