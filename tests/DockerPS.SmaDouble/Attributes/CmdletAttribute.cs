namespace System.Management.Automation;

[AttributeUsage(AttributeTargets.Class)]
public sealed class CmdletAttribute(string verbName, string nounName) : CmdletCommonMetadataAttribute
{
    public string NounName { get; } = nounName;

    public string VerbName { get; } = verbName;
}
