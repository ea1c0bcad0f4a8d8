namespace DockerPS.Tests.Streams.Build;

/// <summary>A test of files that the user may not read: root may read all.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "needs Unix file modes";
        else if (Environment.IsPrivilegedProcess)
            Skip = "root may read every file";
    }
}
