namespace DockerPS.Tests.Configuration;

/// <summary>A test that needs file modes, links or shell scripts of Unix.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "needs Unix file modes, links and shell scripts";
        }
    }
}
