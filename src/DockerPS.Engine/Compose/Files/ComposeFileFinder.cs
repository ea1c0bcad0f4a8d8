namespace DockerPS.Engine.Compose;

/// <summary>Finds the compose files of a folder by the names that compose gives them.</summary>
internal static class ComposeFileFinder
{
    private static readonly string[] s_names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    private static readonly string[] s_overrideNames = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    /// <summary>The names of compose files, for messages.</summary>
    public static string Names => string.Join(", ", s_names);

    /// <summary>The compose file in a folder and the one that overrides it; nothing where there is none.</summary>
    public static IReadOnlyList<string> InFolder(string folder, ComposeWarnings warnings)
    {
        string? main = First(folder, s_names, warnings);
        if (main is null)
            return [];
        return First(folder, s_overrideNames, warnings) is { } second ? [main, second] : [main];
    }

    /// <summary>Those of a folder, else those of the nearest folder above that has some.</summary>
    public static IReadOnlyList<string> Above(string folder, ComposeWarnings warnings)
    {
        for (string? current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            if (InFolder(current, warnings) is { Count: > 0 } files)
                return files;
        }
        return [];
    }

    private static string? First(string folder, string[] names, ComposeWarnings warnings)
    {
        string[] found = [.. names.Where(name => File.Exists(Path.Combine(folder, name)))];
        if (found.Length > 1)
            warnings.Add($"{folder}: of {string.Join(", ", found)} the first is read");
        return found.Length == 0 ? null : Path.Combine(folder, found[0]);
    }
}
