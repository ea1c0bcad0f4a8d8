using System.Management.Automation;
using System.Reflection;

namespace DockerPS.SmaDouble;

/// <summary>A cmdlet class as PowerShell sees it.</summary>
internal sealed class CommandMetadata
{
    public CommandMetadata(Type type)
    {
        CmdletAttribute cmdlet = type.GetCustomAttribute<CmdletAttribute>()
            ?? throw new ArgumentException($"{type} has no [Cmdlet] attribute.", nameof(type));
        Name = $"{cmdlet.VerbName}-{cmdlet.NounName}";
        ConfirmImpact = cmdlet.ConfirmImpact;
        DefaultSet = string.IsNullOrEmpty(cmdlet.DefaultParameterSetName) ? null : cmdlet.DefaultParameterSetName;
        List<CommandParameter> parameters = [.. Declared(type, false), .. Declared(typeof(CommonParameterValues), true)];
        if (cmdlet.SupportsShouldProcess)
            parameters.AddRange(Declared(typeof(ShouldProcessParameterValues), true));
        Parameters = parameters;
        IEnumerable<string> sets = parameters.SelectMany(p => p.SetNames);
        Sets = new ParameterSets(DefaultSet is null ? sets : sets.Append(DefaultSet));
        CheckNames();
    }

    public string Name { get; }

    public ConfirmImpact ConfirmImpact { get; }

    public string? DefaultSet { get; }

    public IReadOnlyList<CommandParameter> Parameters { get; }

    public ParameterSets Sets { get; }

    private static IEnumerable<CommandParameter> Declared(Type type, bool isCommon) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.IsDefined(typeof(ParameterAttribute), false))
            // The most derived declaration hides those of the base classes.
            .GroupBy(p => p.Name).Select(g => g.First())
            .Select(p => p.SetMethod is { IsPublic: true }
                ? new CommandParameter(p, isCommon)
                : throw new ArgumentException($"The parameter {type.Name}.{p.Name} has no public setter."));

    private void CheckNames()
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in Parameters.SelectMany(p => p.Aliases.Prepend(p.Name)))
        {
            if (!seen.Add(name))
                throw new MetadataException($"A parameter with the name or alias '{name}' was defined multiple times for the command {Name}.");
        }
    }
}
