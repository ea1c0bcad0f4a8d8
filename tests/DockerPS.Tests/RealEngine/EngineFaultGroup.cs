namespace DockerPS.Tests.RealEngine;

/// <summary>Tests that freeze, kill or restart <see cref="PrivateEngines.FaultEngine"/>: one at a time, since they share it.</summary>
[CollectionDefinition(Name)]
public sealed class EngineFaultGroup
{
    public const string Name = "engine faults";
}
