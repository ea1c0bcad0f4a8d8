namespace System.Management.Automation;

public enum CommandOrigin
{
    Runspace = 0,
    Internal = 1,
}
