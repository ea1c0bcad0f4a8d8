using System.Collections.ObjectModel;
using DockerPS.SmaDouble;

namespace System.Management.Automation;

public sealed class ParameterMetadata
{
    internal ParameterMetadata(CommandParameter parameter)
    {
        Name = parameter.Name;
        Aliases = [.. parameter.Aliases];
        SwitchParameter = parameter.IsSwitch;
    }

    public Collection<string> Aliases { get; }

    public string Name { get; set; }

    public bool SwitchParameter { get; }
}
