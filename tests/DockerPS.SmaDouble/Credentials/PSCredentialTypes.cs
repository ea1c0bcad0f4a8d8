namespace System.Management.Automation;

[Flags]
public enum PSCredentialTypes
{
    Generic = 1,
    Domain = 2,
    Default = 3,
}
