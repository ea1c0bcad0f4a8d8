using System.Collections.ObjectModel;

namespace System.Management.Automation;

public sealed class PathIntrinsics
{
    private static readonly ProviderInfo s_fileSystem = new("FileSystem");
    private readonly Dictionary<string, PSDriveInfo> _drives = new(StringComparer.OrdinalIgnoreCase);
    private string _fileSystemLocation;
    private PathInfo? _otherLocation;

    internal PathIntrinsics(string fileSystemLocation)
    {
        _fileSystemLocation = fileSystemLocation;
        foreach ((string drive, string provider) in new[] { ("Env", "Environment"), ("Variable", "Variable"), ("Function", "Function"), ("Alias", "Alias") })
            _drives[drive] = new PSDriveInfo(drive, new ProviderInfo(provider), "");
        AddDrive(OperatingSystem.IsWindows() ? System.IO.Path.GetPathRoot(fileSystemLocation)![..1] : "Temp",
            OperatingSystem.IsWindows() ? System.IO.Path.GetPathRoot(fileSystemLocation)! : System.IO.Path.GetTempPath());
    }

    public PathInfo CurrentFileSystemLocation => new(null, s_fileSystem, _fileSystemLocation, _fileSystemLocation);

    public PathInfo CurrentLocation => _otherLocation ?? CurrentFileSystemLocation;

    public PathInfo CurrentProviderLocation(string providerName) =>
        providerName.Split('\\')[^1].Equals(s_fileSystem.Name, StringComparison.OrdinalIgnoreCase)
            ? CurrentFileSystemLocation
            : throw new ProviderNotFoundException($"Cannot find a provider with the name '{providerName}'.");

    public string GetUnresolvedProviderPathFromPSPath(string path) => GetUnresolvedProviderPathFromPSPath(path, out _, out _);

    public string GetUnresolvedProviderPathFromPSPath(string path, out ProviderInfo provider, out PSDriveInfo? drive)
    {
        if (path is null)
            throw new PSArgumentNullException(nameof(path));
        drive = null;
        provider = s_fileSystem;
        int qualifier = path.IndexOf("::", StringComparison.Ordinal);
        if (qualifier > 0)
        {
            string name = path[..qualifier].Split('\\')[^1];
            if (!name.Equals(s_fileSystem.Name, StringComparison.OrdinalIgnoreCase))
                provider = new ProviderInfo(name);
            return path[(qualifier + 2)..];
        }
        int colon = path.IndexOf(':');
        if (colon > 0 && path.AsSpan(0, colon).IndexOfAny('/', '\\') < 0)
        {
            drive = _drives.GetValueOrDefault(path[..colon]) ?? throw DriveNotFoundException.ForDrive(path[..colon]);
            provider = drive.Provider;
            string rest = Native(path[(colon + 1)..].TrimStart('/', '\\'));
            return drive.Root.Length == 0 ? rest : System.IO.Path.GetFullPath(rest, drive.Root);
        }
        path = Native(path);
        if (path is "~" || path.StartsWith($"~{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            path = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..];
        else if (_otherLocation is { } other && !System.IO.Path.IsPathRooted(path))
        {
            provider = other.Provider;
            return path;
        }
        return System.IO.Path.GetFullPath(path, _fileSystemLocation);
    }

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider)
    {
        string full = GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        if (provider.Name != s_fileSystem.Name)
            return [full];
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            string literal = WildcardPattern.Unescape(full);
            return Directory.Exists(literal) || File.Exists(literal) ? [literal] : throw ItemNotFoundException.ForPath(full);
        }
        IEnumerable<string> found = [System.IO.Path.GetPathRoot(full)!];
        foreach (string part in full[System.IO.Path.GetPathRoot(full)!.Length..].Split(System.IO.Path.DirectorySeparatorChar))
            found = [.. found.SelectMany(folder => Children(folder, part))];
        return new Collection<string>([.. found]);
    }

    public bool IsProviderQualified(string path) => path.IndexOf("::", StringComparison.Ordinal) > 0;

    public string Combine(string parent, string child) => System.IO.Path.Combine(parent, child);

    public PathInfo SetLocation(string path)
    {
        string full = GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out PSDriveInfo? drive);
        _otherLocation = provider.Name == s_fileSystem.Name ? null : new PathInfo(drive, provider, path, full);
        if (_otherLocation is null)
            _fileSystemLocation = Directory.Exists(full) ? full : throw ItemNotFoundException.ForPath(full);
        return CurrentLocation;
    }

    internal void AddDrive(string name, string root) => _drives[name] = new PSDriveInfo(name, s_fileSystem, root);

    private static string Native(string path) =>
        OperatingSystem.IsWindows() ? path.Replace('/', '\\') : path.Replace('\\', '/');

    private static IEnumerable<string> Children(string folder, string part)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(part))
        {
            string literal = System.IO.Path.Combine(folder, WildcardPattern.Unescape(part));
            return Directory.Exists(literal) || File.Exists(literal) ? [literal] : [];
        }
        if (!Directory.Exists(folder))
            return [];
        WildcardPattern pattern = new(part, WildcardOptions.IgnoreCase);
        return Directory.EnumerateFileSystemEntries(folder)
            .Where(entry => pattern.IsMatch(System.IO.Path.GetFileName(entry)))
            .Order(StringComparer.Ordinal);
    }
}
