using System.Collections.ObjectModel;
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
        return IsFileSystem(provider) ? full : throw NotAFile(path, provider);
    }

    /// <summary>The full path of the one thing that a path with wildcards stands for; without wildcards as <see cref="Of"/>. To be called
    /// on the pipeline thread.</summary>
    /// <exception cref="InvalidRequestException">It stands for none or for several, or is in another provider's drive.</exception>
    public static string OfOne(PSCmdlet cmdlet, string path)
    {
        string literal = Of(cmdlet, path);
        // A name with brackets that is there is meant as it is.
        if (!WildcardPattern.ContainsWildcardCharacters(path) || Path.Exists(literal))
        {
            return literal;
        }

        Collection<string> matches = Matches(cmdlet, path);
        return matches switch
        {
            [string only] => only,
            [] => throw new InvalidRequestException("PathNotFound", $"Nothing matches '{path}'."),
            _ => throw new InvalidRequestException("PathAmbiguous", $"'{path}' matches {matches.Count} paths. Get-Item gives them to the pipeline one by one."),
        };
    }

    /// <summary>True where a path begins with a drive of the file system that the session has. To be called on the pipeline thread.</summary>
    public static bool HasDrive(PSCmdlet cmdlet, string path)
    {
        try
        {
            cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out PSDriveInfo? drive);
            return IsFileSystem(provider) && drive is not null && path.StartsWith(drive.Name + ":", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or PSArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>The full paths of all that a path with wildcards stands for; without wildcards as <see cref="Of"/>. To be called on the pipeline thread.</summary>
    /// <exception cref="InvalidRequestException">It stands for none, or is in another provider's drive.</exception>
    public static IReadOnlyList<string> OfAll(PSCmdlet cmdlet, string path)
    {
        string literal = Of(cmdlet, path);
        if (!WildcardPattern.ContainsWildcardCharacters(path) || Path.Exists(literal))
        {
            return [literal];
        }

        Collection<string> matches = Matches(cmdlet, path);
        return matches.Count > 0 ? matches : throw new InvalidRequestException("PathNotFound", $"Nothing matches '{path}'.");
    }

    private static Collection<string> Matches(PSCmdlet cmdlet, string pattern)
    {
        try
        {
            return cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(pattern, out _);
        }
        catch (ItemNotFoundException)
        {
            return [];
        }
    }

    private static bool IsFileSystem(ProviderInfo provider) => provider.Name == "FileSystem";

    private static InvalidRequestException NotAFile(string path, ProviderInfo provider) =>
        new("BadPath", $"'{path}' is not in the file system but in the drive of the provider {provider.Name}.");
}
