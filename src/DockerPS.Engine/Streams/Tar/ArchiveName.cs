using System.Buffers;

namespace DockerPS.Engine.Streams.Tar;

/// <summary>The names of entries: where they stand below what was asked for.</summary>
internal static class ArchiveName
{
    private static readonly SearchValues<char> s_reserved = SearchValues.Create([.. "<>:\"/\\|?*", .. Enumerable.Range(0, ' ').Select(static code => (char)code)]);

    /// <summary>The parts of an entry's path below the archive's base; none for the base itself.</summary>
    /// <param name="name">The name in the archive.</param>
    /// <param name="baseName">What all names begin with: a name, "." or "/".</param>
    /// <exception cref="ArchiveException">The name leads elsewhere: it is absolute, has a "..", or does not begin with the base.</exception>
    public static string[] Below(string name, string baseName)
    {
        string path = name;
        if (path.StartsWith('/') && baseName != "/")
        {
            throw ArchiveException.Unsafe($"The archive has an absolute path, '{DisplayText.Of(name)}'.", name);
        }

        string[] parts = Array.FindAll(path.Split('/'), static part => part is not ("" or "."));
        if (Array.Exists(parts, static part => part == ".."))
        {
            throw ArchiveException.Unsafe($"The archive has a path that leads out of it, '{DisplayText.Of(name)}'.", name);
        }

        if (baseName is "." or "/")
        {
            return parts;
        }

        return parts.Length > 0 && parts[0] == baseName
            ? parts[1..]
            : throw ArchiveException.Unsafe($"The archive has '{DisplayText.Of(name)}', which is not below what was asked for, '{DisplayText.Of(baseName)}'.", name);
    }

    /// <summary>True where Windows can have a file of that name.</summary>
    public static bool IsWindowsName(string part)
    {
        if (part.AsSpan().ContainsAny(s_reserved) || part[^1] is '.' or ' ')
        {
            return false;
        }

        // With an extension, and blanks before it, they are the device still.
        int dot = part.IndexOf('.', StringComparison.Ordinal);
        string stem = (dot < 0 ? part : part[..dot]).TrimEnd(' ').ToUpperInvariant();
        return stem is not ("CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$")
            && !(stem.Length == 4 && stem[..3] is ("COM" or "LPT") && IsDeviceNumber(stem[^1]));
    }

    private static bool IsDeviceNumber(char digit) => digit is >= '1' and <= '9' or '\u00b9' or '\u00b2' or '\u00b3';
}
