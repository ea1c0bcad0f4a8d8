namespace System.Management.Automation;

public enum SessionStateEntryVisibility
{
    Public = 0,
    Private = 1,
}
