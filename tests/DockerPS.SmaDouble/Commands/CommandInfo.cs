namespace System.Management.Automation;

public abstract class CommandInfo
{
    private protected CommandInfo(string name, CommandTypes commandType)
    {
        Name = name;
        CommandType = commandType;
    }

    public CommandTypes CommandType { get; }

    public PSModuleInfo? Module { get; internal set; }

    public string ModuleName => Module?.Name ?? "";

    public string Name { get; }

    public virtual Dictionary<string, ParameterMetadata> Parameters => FindParameters();

    private protected virtual Dictionary<string, ParameterMetadata> FindParameters() => [];

    public override string ToString() => Name;
}
