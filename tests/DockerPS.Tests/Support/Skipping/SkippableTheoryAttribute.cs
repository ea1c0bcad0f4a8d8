using Xunit.Sdk;

namespace DockerPS.Tests.Support.Skipping;

/// <summary>A theory whose rows may end with a <see cref="TestSkippedException"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("DockerPS.Tests.Support.Skipping.SkippableTheoryDiscoverer", "DockerPS.Tests")]
public class SkippableTheoryAttribute : TheoryAttribute;
