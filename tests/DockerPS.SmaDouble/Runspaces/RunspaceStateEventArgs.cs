namespace System.Management.Automation.Runspaces;

public sealed class RunspaceStateEventArgs : EventArgs
{
    internal RunspaceStateEventArgs(RunspaceStateInfo runspaceStateInfo) => RunspaceStateInfo = runspaceStateInfo;

    public RunspaceStateInfo RunspaceStateInfo { get; }
}
