using Xunit.Sdk;

namespace DockerPS.Tests.Support.Skipping;

/// <summary>A fact that may end with a <see cref="TestSkippedException"/>, which xunit 2 does not know by itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("DockerPS.Tests.Support.Skipping.SkippableFactDiscoverer", "DockerPS.Tests")]
public class SkippableFactAttribute : FactAttribute;
