namespace DockerPS.Tests.Support;

/// <summary>A fixture of one name a line; lines that begin with # are remarks.</summary>
internal static class FixtureList
{
    public static HashSet<string> Read(string name) =>
        new(File.ReadLines(Repository.File("tests", "Fixtures", name)).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'), StringComparer.OrdinalIgnoreCase);
}
