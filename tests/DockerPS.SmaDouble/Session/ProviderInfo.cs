namespace System.Management.Automation;

public class ProviderInfo
{
    internal ProviderInfo(string name) => Name = name;

    public string Home { get; set; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public string ModuleName => "Microsoft.PowerShell.Core";

    public string Name { get; }

    public override string ToString() => $"{ModuleName}\\{Name}";
}
