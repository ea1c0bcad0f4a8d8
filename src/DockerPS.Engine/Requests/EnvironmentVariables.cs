namespace DockerPS.Engine.Requests;

/// <summary>The environment of a container: docker's --env, --env-file, and the proxies of config.json.</summary>
internal static class EnvironmentVariables
{
    /// <summary>Gives each NAME without a value the one that it has here. One that has none here stays a mere name,
    /// by which the engine takes the variable out, even one of the image: as docker does.</summary>
    public static IEnumerable<string> WithValues(IEnumerable<string> variables, Func<string, string?> lookup) =>
        variables.Select(variable => !variable.Contains('=') && lookup(variable) is { } value ? $"{variable}={value}" : variable);

    /// <summary>Each name once, the last one wins, in the order of their first places.</summary>
    public static IReadOnlyList<string> Merge(IEnumerable<string> variables)
    {
        List<string> merged = [];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string variable in variables)
        {
            string name = NameOf(variable);
            if (places.TryGetValue(name, out int place))
            {
                merged[place] = variable;
            }
            else
            {
                places.Add(name, merged.Count);
                merged.Add(variable);
            }
        }

        return merged;
    }

    /// <summary>The defaults whose names are not among the variables.</summary>
    public static IEnumerable<string> Missing(IEnumerable<string> variables, IEnumerable<KeyValuePair<string, string>> defaults)
    {
        HashSet<string> names = [.. variables.Select(NameOf)];
        return defaults.Where(pair => !names.Contains(pair.Key)).OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}");
    }

    private static string NameOf(string variable) => RequestText.Cut(variable, '=').Before;
}
