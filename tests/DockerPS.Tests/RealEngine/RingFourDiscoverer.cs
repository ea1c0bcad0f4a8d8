using Xunit.Abstractions;
using Xunit.Sdk;

namespace DockerPS.Tests.RealEngine;

/// <summary>Gives the tests of ring 4 their trait, so that `--filter Ring=4` finds them.</summary>
public sealed class RingFourDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("Ring", "4")];
}
