namespace System.Management.Automation;

public class PSArgumentOutOfRangeException : ArgumentOutOfRangeException, IContainsErrorRecord
{
    public PSArgumentOutOfRangeException()
        : base()
    {
    }

    public PSArgumentOutOfRangeException(string? paramName)
        : base(paramName)
    {
    }

    public PSArgumentOutOfRangeException(string? paramName, object? actualValue, string? message)
        : base(paramName, actualValue, message)
    {
    }

    public PSArgumentOutOfRangeException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public ErrorRecord ErrorRecord => new(this, "ArgumentOutOfRange", ErrorCategory.InvalidArgument, null);
}
