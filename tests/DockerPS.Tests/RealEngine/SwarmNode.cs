namespace DockerPS.Tests.RealEngine;

/// <summary>An engine that is or may become a swarm's node.</summary>
/// <param name="Engine">unix:///path.</param>
/// <param name="Address">The address that it advertises to the others, where its published ports answer, too.</param>
/// <param name="HostName">The name that lists of nodes show.</param>
internal sealed record SwarmNode(string Engine, string Address, string HostName);
