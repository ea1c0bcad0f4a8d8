using DockerPS.Tests.Support.Skipping;
using Xunit.Sdk;

namespace DockerPS.Tests.RealEngine;

/// <summary>A theory of ring 4; skipped with the reason where what it needs is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("DockerPS.Tests.RealEngine.RingFourDiscoverer", "DockerPS.Tests")]
[XunitTestCaseDiscoverer("DockerPS.Tests.Support.Skipping.SkippableTheoryDiscoverer", "DockerPS.Tests")]
public sealed class RealEngineTheoryAttribute(RealEngineRequirements requirements = RealEngineRequirements.Engine) : SkippableTheoryAttribute, ITraitAttribute
{
    public RealEngineRequirements Requirements => requirements;

    public override string? Skip
    {
        get => base.Skip ?? RealEnginePrerequisites.Missing(requirements);
        set => base.Skip = value;
    }
}
