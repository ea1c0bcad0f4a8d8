using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Support;

/// <summary>A theory that needs a unix shell or unix file modes, and perhaps a program.</summary>
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute(string? program = null)
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "needs unix";
        }
        else if (program is not null && ExecutableFinder.Find(program) is null)
        {
            Skip = $"needs {program} on PATH";
        }
    }
}
