namespace DockerPS.Tests.Support;

/// <summary>A test that needs a real PowerShell; without one it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PwshFactAttribute : FactAttribute
{
    public PwshFactAttribute()
    {
        if (CommandLine.Find("pwsh") is null)
        {
            Skip = "no pwsh on PATH";
        }
    }
}
