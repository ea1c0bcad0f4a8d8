using System.Runtime.Versioning;
using DockerPS.Engine.Configuration;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Configuration;

[UnsupportedOSPlatform("windows")]
public sealed class ExecutableFinderTests : IDisposable
{
    private readonly SettingsFolder _settings = new();

    public void Dispose() => _settings.Dispose();

    [UnixFact]
    public void Finds_the_first_that_may_be_run()
    {
        Make("a/tool", executable: false);
        string second = Make("b/tool", executable: true);
        Make("c/tool", executable: true);

        Assert.Equal(second, ExecutableFinder.Find("tool", Folders("a", "b", "c")));
        Assert.Null(ExecutableFinder.Find("nosuch", Folders("a", "b", "c")));
    }

    [UnixFact]
    public void Skips_empty_and_relative_entries()
    {
        Make("a/tool", executable: true);
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(_settings.Home, "a"));

        Assert.Null(ExecutableFinder.Find("tool", $":.:{relative}:"));
        Assert.Null(ExecutableFinder.Find("tool", ""));
    }

    [UnixFact]
    public void Takes_no_folder_in_the_name()
    {
        Make("a/b/tool", executable: true);

        Assert.Null(ExecutableFinder.Find("b/tool", Folders("a")));
        Assert.Null(ExecutableFinder.Find("../a/b/tool", Folders("a")));
        Assert.Null(ExecutableFinder.Find("", Folders("a")));
        Assert.Null(ExecutableFinder.Find("..", Folders("a")));
    }

    [UnixFact]
    public void Does_not_take_a_folder_for_a_program()
    {
        Make("a/tool/x", executable: true);

        Assert.Null(ExecutableFinder.Find("tool", Folders("a")));
    }

    [UnixFact]
    public void With_extensions_tries_each_in_order()
    {
        string command = Make("a/tool.CMD", executable: true);
        string program = Make("a/tool.EXE", executable: true);
        Make("a/tool", executable: true);

        Assert.Equal(program, ExecutableFinder.Find("tool", $"\"{Folders("a")}\"", ".EXE;.CMD"));
        Assert.Equal(command, ExecutableFinder.Find("tool.CMD", Folders("a"), ".EXE;.CMD"));
        Assert.Null(ExecutableFinder.Find("other", Folders("a"), ".EXE;.CMD"));
    }

    private string Folders(params string[] names) => string.Join(':', names.Select(name => Path.Combine(_settings.Home, name)));

    private string Make(string name, bool executable)
    {
        string path = _settings.Write(name, "#!/bin/sh\n");
        File.SetUnixFileMode(path, executable ? UnixFileMode.UserRead | UnixFileMode.UserExecute : UnixFileMode.UserRead);
        return path;
    }
}
