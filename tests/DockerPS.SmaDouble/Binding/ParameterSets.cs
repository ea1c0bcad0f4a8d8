namespace DockerPS.SmaDouble;

/// <summary>The parameter sets that are still open while a command is bound.</summary>
internal sealed class ParameterSets(IEnumerable<string> names)
{
    private readonly string[] _names = [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];

    public int Count => _names.Length;

    public IReadOnlyList<string> Names => _names;

    public bool Contains(string name) => _names.Contains(name, StringComparer.OrdinalIgnoreCase);

    public ParameterSets Only(string name) => new(_names.Where(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)));

    public ParameterSets Without(string name) => new(_names.Where(n => !n.Equals(name, StringComparison.OrdinalIgnoreCase)));

    public ParameterSets Narrow(CommandParameter parameter) =>
        parameter.IsInAllSets ? this : new ParameterSets(_names.Where(n => parameter.SetNames.Contains(n, StringComparer.OrdinalIgnoreCase)));
}
