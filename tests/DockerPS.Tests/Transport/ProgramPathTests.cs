using System.Runtime.Versioning;
using DockerPS.Engine.Transport;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Transport;

[UnsupportedOSPlatform("windows")]
public sealed class ProgramPathTests
{
    [UnixFact]
    public void Only_executable_files_of_absolute_folders_are_found()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        File.WriteAllText(first.File("tool"), "");
        File.WriteAllText(second.File("tool"), "");
        File.SetUnixFileMode(second.File("tool"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, second.Path);
        Assert.Equal(second.File("tool"), ProgramPath.Find("tool", $"{first.Path}:{second.Path}"));
        Assert.Null(ProgramPath.Find("tool", $":.:{relative}:{first.Path}"));
        Assert.Null(ProgramPath.Find("tool", null));
    }
}
