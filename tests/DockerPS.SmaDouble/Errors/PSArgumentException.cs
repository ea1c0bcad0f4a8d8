namespace System.Management.Automation;

public class PSArgumentException : ArgumentException, IContainsErrorRecord
{
    public PSArgumentException()
        : base()
    {
    }

    public PSArgumentException(string? message)
        : base(message)
    {
    }

    public PSArgumentException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public PSArgumentException(string? message, string? paramName)
        : base(message, paramName)
    {
    }

    public ErrorRecord ErrorRecord => new(this, "Argument", ErrorCategory.InvalidArgument, null);
}
