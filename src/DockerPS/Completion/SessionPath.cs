using System.Management.Automation.Runspaces;

namespace DockerPS.Completion;

/// <summary>Where the shell stands that a line is typed into.</summary>
internal static class SessionPath
{
    /// <summary>The folder of the file system; the process's own where there is no shell.</summary>
    public static string Current() =>
        Runspace.DefaultRunspace?.SessionStateProxy?.Path?.CurrentFileSystemLocation?.ProviderPath ?? Environment.CurrentDirectory;
}
