namespace DockerPS.Tests.RealEngine;

/// <summary>Tests that use <see cref="SwarmEngines.Current"/>: one at a time, since they share its engines.</summary>
[CollectionDefinition(Name)]
public sealed class SwarmGroup
{
    public const string Name = "swarm";
}
