namespace System.Management.Automation;

public class PSArgumentNullException : ArgumentNullException, IContainsErrorRecord
{
    public PSArgumentNullException()
        : base()
    {
    }

    public PSArgumentNullException(string? paramName)
        : base(paramName)
    {
    }

    public PSArgumentNullException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public PSArgumentNullException(string? paramName, string? message)
        : base(paramName, message)
    {
    }

    public ErrorRecord ErrorRecord => new(this, "ArgumentNull", ErrorCategory.InvalidArgument, null);
}
