namespace DockerPS.Tests.Support;

/// <summary>A test that needs a unix shell or unix file modes.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "needs unix";
        }
    }
}
