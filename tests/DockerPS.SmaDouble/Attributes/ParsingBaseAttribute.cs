namespace System.Management.Automation.Internal;

[AttributeUsage(AttributeTargets.All)]
public abstract class ParsingBaseAttribute : CmdletMetadataAttribute
{
    internal ParsingBaseAttribute()
    {
    }
}
