namespace DockerPS.Engine.Streams.Build;

/// <summary>An instruction of a Dockerfile.</summary>
/// <param name="Name">FROM, RUN ..., in capitals.</param>
/// <param name="Words">What follows, cut at blanks.</param>
/// <param name="Lines">The lines that it takes.</param>
/// <param name="Stage">The stage that it is in, from 0; -1 before the first FROM.</param>
internal sealed record DockerfileInstruction(string Name, IReadOnlyList<string> Words, LineRange Lines, int Stage);
