namespace DockerPS.Tests.Support.Skipping;

/// <summary>Thrown by a test that finds out while running that it cannot run here; the runner reports it as skipped.</summary>
internal sealed class TestSkippedException(string reason) : Exception(reason);
