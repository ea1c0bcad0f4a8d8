namespace System.Management.Automation;

public enum ActionPreference
{
    SilentlyContinue = 0,
    Stop = 1,
    Continue = 2,
    Inquire = 3,
    Ignore = 4,
    Suspend = 5,
}
