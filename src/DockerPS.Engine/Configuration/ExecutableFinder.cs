namespace DockerPS.Engine.Configuration;

/// <summary>Finds a program on PATH as a full path, so that nothing in the current folder is ever started in its place.</summary>
internal static class ExecutableFinder
{
    private const string DefaultExtensions = ".COM;.EXE;.BAT;.CMD";

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The full path of a program; null where PATH has none. Empty and relative entries of PATH are skipped.</summary>
    /// <param name="program">The bare name, without a folder.</param>
    /// <param name="path">What to search in place of the PATH of this process.</param>
    public static string? Find(string program, string? path = null) => Find(
        program,
        path ?? Environment.GetEnvironmentVariable("PATH"),
        OperatingSystem.IsWindows() ? Environment.GetEnvironmentVariable("PATHEXT") ?? DefaultExtensions : null);

    /// <param name="program">The bare name, without a folder.</param>
    /// <param name="path">The folders to search, separated as PATH is.</param>
    /// <param name="extensions">Windows' PATHEXT; null where programs have no extensions.</param>
    internal static string? Find(string program, string? path, string? extensions)
    {
        if (program.Length == 0 || program.AsSpan().IndexOfAny('/', '\\', ':') >= 0 || program is "." or "..")
        {
            return null;
        }

        string[] names = extensions is null ? [program] : WindowsNames(program, extensions);
        return (path ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => extensions is null ? folder : folder.Trim().Trim('"'))
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(IsProgram);
    }

    private static string[] WindowsNames(string program, string extensions)
    {
        string[] known = extensions.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return known.Any(extension => program.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            ? [program]
            : [.. known.Select(extension => program + extension)];
    }

    private static bool IsProgram(string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        try
        {
            return (File.GetUnixFileMode(file) & AnyExecute) != 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
