namespace System.Management.Automation.Runspaces;

public sealed class RunspaceStateInfo
{
    internal RunspaceStateInfo(RunspaceState state) => State = state;

    public RunspaceState State { get; }

    public override string ToString() => State.ToString();
}
