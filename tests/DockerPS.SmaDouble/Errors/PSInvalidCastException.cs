namespace System.Management.Automation;

public class PSInvalidCastException : InvalidCastException, IContainsErrorRecord
{
    public PSInvalidCastException()
        : base()
    {
    }

    public PSInvalidCastException(string? message)
        : base(message)
    {
    }

    public PSInvalidCastException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ErrorRecord ErrorRecord => new(this, "InvalidCast", ErrorCategory.InvalidArgument, null);
}
