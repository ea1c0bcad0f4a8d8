namespace DockerPS.Engine.Requests.Services;

/// <summary>Lines for the containers' /etc/hosts as services have them: the address, then its names.</summary>
internal static class ServiceHosts
{
    /// <summary>host:address, as <see cref="ExtraHost"/> gives it, as a line.</summary>
    public static string Line(string host)
    {
        (string name, string? address) = RequestText.Cut(host, ':');
        return $"{address} {name}";
    }

    /// <summary>Reads what is to be removed: a name, or name:address, name=address.</summary>
    public static (string Name, string? Address) Removal(string text)
    {
        (string name, string? address) = RequestText.Cut(text, text.Contains('=') ? '=' : ':');
        return (name, address is ['[', _, .., ']'] ? address[1..^1] : string.IsNullOrEmpty(address) ? null : address);
    }

    /// <summary>The lines without the names that go, with those that come, each once. A line may have several names, which the CLI never
    /// writes but other tools do; one without names is gone.</summary>
    public static IReadOnlyList<string> Change(IEnumerable<string> lines, IReadOnlyList<string> added, IReadOnlyList<(string Name, string? Address)> removed)
    {
        List<string> left = [];
        foreach (string line in lines)
        {
            string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            string[] names =
            [
                .. fields.Skip(1).Where(name => !removed.Any(
                    going => going.Name == name && (going.Address is null || going.Address == fields[0]))),
            ];
            if (names.Length > 0)
            {
                left.Add($"{fields[0]} {string.Join(' ', names)}");
            }
        }

        return [.. left.Concat(added).Distinct(StringComparer.Ordinal)];
    }
}
