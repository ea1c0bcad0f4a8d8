using DockerPS.SmaDouble;

namespace System.Management.Automation;

public class CmdletInfo : CommandInfo
{
    public CmdletInfo(string name, Type implementingType)
        : base(name, CommandTypes.Cmdlet)
    {
        ImplementingType = implementingType;
        int dash = name.IndexOf('-');
        Verb = dash < 0 ? name : name[..dash];
        Noun = dash < 0 ? "" : name[(dash + 1)..];
    }

    public Type ImplementingType { get; }

    public string Noun { get; }

    public string Verb { get; }

    private protected override Dictionary<string, ParameterMetadata> FindParameters() =>
        new CommandMetadata(ImplementingType).Parameters.ToDictionary(p => p.Name, p => new ParameterMetadata(p), StringComparer.OrdinalIgnoreCase);
}
