namespace System.Management.Automation;

public enum SessionStateCategory
{
    Variable = 0,
    Alias = 1,
    Function = 2,
    Filter = 3,
    Drive = 4,
    CmdletProvider = 5,
    Scope = 6,
    Command = 7,
    Resource = 8,
    Cmdlet = 9,
}
