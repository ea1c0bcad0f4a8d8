namespace DockerPS.Tests.Pester;

/// <summary>What tests/Pester/Invoke-Suite.ps1 writes.</summary>
internal sealed record PesterReport(PesterResult[] Tests, PesterContainerFailure[] Containers);
