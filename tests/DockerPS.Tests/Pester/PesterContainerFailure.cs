namespace DockerPS.Tests.Pester;

/// <summary>A suite that could not be run at all.</summary>
internal sealed record PesterContainerFailure(string File, string Text);
