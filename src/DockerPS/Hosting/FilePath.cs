using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Paths as PowerShell reads them: by its location, its drives and ~, never the process's directory.</summary>
internal static class FilePath
{
    /// <summary>The full path in the file system, taken literally; nothing need be there. To be called on the pipeline thread.</summary>
    /// <exception cref="InvalidRequestException">The path is in another provider's drive.</exception>
    public static string Of(PSCmdlet cmdlet, string path)
    {
        string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem"
            ? full
            : throw new InvalidRequestException("BadPath", $"'{path}' is not in the file system but in the drive of the provider {provider.Name}.");
    }
}
