namespace System.Management.Automation;

public class PSCustomObject
{
    private PSCustomObject()
    {
    }

    internal static PSCustomObject Instance { get; } = new();

    public override string ToString() => "";
}
