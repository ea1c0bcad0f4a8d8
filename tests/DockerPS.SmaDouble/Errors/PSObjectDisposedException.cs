namespace System.Management.Automation;

public class PSObjectDisposedException : ObjectDisposedException, IContainsErrorRecord
{
    public PSObjectDisposedException(string? objectName)
        : base(objectName)
    {
    }

    public PSObjectDisposedException(string? objectName, string? message)
        : base(objectName, message)
    {
    }

    public PSObjectDisposedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ErrorRecord ErrorRecord => new(this, "ObjectDisposed", ErrorCategory.InvalidOperation, null);
}
