namespace System.Management.Automation;

/// <summary>An error of a program that is not PowerShell, as its standard error is shown.</summary>
public class RemoteException : RuntimeException
{
    public RemoteException(string message)
        : base(message)
    {
    }
}
