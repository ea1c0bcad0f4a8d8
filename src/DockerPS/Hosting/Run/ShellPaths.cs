using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Paths as the user's shell means them: by its location, not by the folder that the process happens to be in.</summary>
/// <param name="location">The folder of the shell's file system.</param>
/// <param name="home">The folder that ~ stands for.</param>
internal sealed class ShellPaths(string location, string home)
{
    /// <summary>As it is now; to be called on the pipeline thread.</summary>
    public static ShellPaths Of(PSCmdlet cmdlet)
    {
        ProviderInfo files = cmdlet.SessionState.Path.CurrentFileSystemLocation.Provider;
        return new ShellPaths(
            cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath,
            files.Home is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
    }

    /// <summary>The full path of one that may be relative or begin with ~.</summary>
    public string Resolve(string path)
    {
        if (path.StartsWith('~') && (path.Length == 1 || path[1] is '/' or '\\'))
        {
            return Path.GetFullPath(Path.Join(home, path[1..]));
        }

        return Path.GetFullPath(path, location);
    }
}
