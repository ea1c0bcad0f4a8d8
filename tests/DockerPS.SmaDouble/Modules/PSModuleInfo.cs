namespace System.Management.Automation;

public sealed class PSModuleInfo
{
    internal PSModuleInfo(string name, string moduleBase, Version version)
    {
        Name = name;
        ModuleBase = moduleBase;
        Version = version;
    }

    public string ModuleBase { get; }

    public string Name { get; }

    public Version Version { get; }

    public override string ToString() => Name;
}
