namespace System.Management.Automation.Runspaces;

public class SessionStateProxy
{
    internal SessionStateProxy()
    {
    }

    public virtual PathIntrinsics Path { get; } = new(Environment.CurrentDirectory);
}
