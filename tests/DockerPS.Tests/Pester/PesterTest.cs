namespace DockerPS.Tests.Pester;

/// <summary>An `It` block of a suite, known by where it stands.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line of the `It`, from 1.</param>
/// <param name="Name">What stands in its quotes.</param>
internal sealed record PesterTest(string File, int Line, string Name);
