namespace DockerPS.Tests.Support;

/// <summary>A test of missing rights: root has them all.</summary>
internal sealed class NotRootFactAttribute : FactAttribute
{
    public NotRootFactAttribute()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Skip = "needs a user for whom file modes count";
        }
    }
}
