using DockerPS.Tests.RealEngine;

namespace DockerPS.Tests.Compose;

/// <summary>Needs docker-compose: DOCKERPS_TEST_COMPOSE is its path.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ComposeTheoryAttribute : TheoryAttribute
{
    public ComposeTheoryAttribute()
    {
        if (Binary is null)
            Skip = "DOCKERPS_TEST_COMPOSE does not name docker-compose.";
    }

    /// <summary>docker-compose.</summary>
    public static string? Binary { get; } = RealEnginePrerequisites.ComposeProgram;
}
