namespace System.Management.Automation.Host;

public class FieldDescription(string name)
{
    public string HelpMessage { get; set; } = "";

    public bool IsMandatory { get; set; } = true;

    public string Label { get; set; } = "";

    public string Name { get; } = name;
}
