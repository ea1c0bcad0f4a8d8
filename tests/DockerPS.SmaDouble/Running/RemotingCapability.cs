namespace System.Management.Automation;

public enum RemotingCapability
{
    None = 0,
    PowerShell = 1,
    SupportedByCommand = 2,
    OwnedByCommand = 3,
}
