using System.Collections.ObjectModel;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Paths of PowerShell (its location, drives, ~) as paths of the file system. For the pipeline thread.</summary>
internal static class FileSystemPath
{
    private const string FileSystem = "FileSystem";

    /// <summary>The full path, taken literally; it need not exist.</summary>
    /// <exception cref="InvalidRequestException">The path is of another provider.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == FileSystem ? full : throw NotAFile(path, provider);
    }

    /// <summary>The full path of the one thing that a path with wildcards stands for.</summary>
    /// <exception cref="InvalidRequestException">It stands for several, for none, or is of another provider.</exception>
    public static string ResolveOne(PSCmdlet cmdlet, string pattern)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern) || Path.Exists(Resolve(cmdlet, pattern)))
        {
            return Resolve(cmdlet, pattern);
        }

        Collection<string> matches;
        ProviderInfo provider;
        try
        {
            matches = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(pattern, out provider);
        }
        catch (ItemNotFoundException)
        {
            throw new InvalidRequestException("PathNotFound", $"Nothing matches '{pattern}'.");
        }

        return (provider.Name, matches) switch
        {
            (not FileSystem, _) => throw NotAFile(pattern, provider),
            (_, [string only]) => only,
            (_, []) => throw new InvalidRequestException("PathNotFound", $"Nothing matches '{pattern}'."),
            _ => throw new InvalidRequestException("PathAmbiguous", $"'{pattern}' matches {matches.Count} paths. Get-Item gives them one by one to the pipeline."),
        };
    }

    private static InvalidRequestException NotAFile(string path, ProviderInfo provider) =>
        new("PathNotInFileSystem", $"'{path}' is a path of {provider.Name}, not of the file system.");
}
