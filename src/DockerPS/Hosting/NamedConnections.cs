using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>Finds connections of a session by name and wildcard.</summary>
internal static class NamedConnections
{
    /// <summary>The connections that the names stand for, each once; a literal that stands for none is an error record.</summary>
    public static async Task<IReadOnlyList<DockerConnection>> FindAsync(DockerCmdlet cmdlet, SessionConnections session, IEnumerable<string> names)
    {
        List<DockerConnection> found = [];
        foreach (string name in names)
        {
            if (WildcardPattern.ContainsWildcardCharacters(name))
            {
                var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
                found.AddRange(session.Named.Values.Where(connection => pattern.IsMatch(connection.Name)).OrderBy(static connection => connection.Name, StringComparer.OrdinalIgnoreCase));
            }
            else if (session.Named.TryGetValue(name, out DockerConnection? connection))
            {
                found.Add(connection);
            }
            else
            {
                await cmdlet.WriteErrorAsync(
                    new InvalidRequestException("ConnectionNotFound", $"This session has no connection '{name}'.") { Advice = "Get-DockerConnection lists them." },
                    name).ConfigureAwait(false);
            }
        }

        return [.. found.Distinct()];
    }
}
