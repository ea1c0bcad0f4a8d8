using System.Management.Automation;

namespace DockerPS.Hosting.Files;

/// <summary>A path in a container with wildcards: the folder above them, and a pattern for each part below it.</summary>
internal sealed class ContainerPattern
{
    private readonly WildcardPattern[] _parts;

    private ContainerPattern(string folder, WildcardPattern[] parts)
    {
        Folder = folder;
        _parts = parts;
    }

    /// <summary>The folder that has to be listed.</summary>
    public string Folder { get; }

    /// <summary>How deep below the folder the pattern matches.</summary>
    public int Depth => _parts.Length;

    /// <summary>Takes a pattern apart; a wildcard stands for characters of one part.</summary>
    public static ContainerPattern Parse(string path, bool isWindows)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int first = Array.FindIndex(parts, WildcardPattern.ContainsWildcardCharacters);
        string folder = string.Join('/', parts[..first]);
        WildcardOptions options = isWindows ? WildcardOptions.IgnoreCase : WildcardOptions.None;
        return new(isWindows && folder.Length > 1 && folder[1] == ':' ? folder : "/" + folder, Array.ConvertAll(parts[first..], part => new WildcardPattern(part, options)));
    }

    /// <summary>True where the path, given by its parts below the folder, is matched, or is below what is.</summary>
    public bool IsMatch(string[] parts)
    {
        for (int i = 0; i < _parts.Length; i++)
        {
            if (i >= parts.Length || !_parts[i].IsMatch(parts[i]))
            {
                return false;
            }
        }

        return true;
    }
}
