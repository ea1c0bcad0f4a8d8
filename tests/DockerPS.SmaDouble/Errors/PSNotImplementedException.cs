namespace System.Management.Automation;

public class PSNotImplementedException : NotImplementedException, IContainsErrorRecord
{
    public PSNotImplementedException()
        : base()
    {
    }

    public PSNotImplementedException(string? message)
        : base(message)
    {
    }

    public PSNotImplementedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ErrorRecord ErrorRecord => new(this, "NotImplemented", ErrorCategory.NotImplemented, null);
}
