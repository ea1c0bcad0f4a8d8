namespace DockerPS.Tests.Configuration;

/// <summary>Tests that write programs and start them; no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SequentialProcesses
{
    public const string Name = "sequential processes";
}
