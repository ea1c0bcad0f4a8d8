namespace DockerPS.Tests.Pester;

/// <summary>How one run of an `It` block ended; with -ForEach a block has several.</summary>
/// <param name="Result">Pester's word: Passed, Failed, Skipped, Inconclusive, NotRun.</param>
/// <param name="Text">Why, where Pester says so.</param>
internal sealed record PesterResult(string File, int Line, string Name, string Result, string Text);
