namespace System.Management.Automation;

public class HaltCommandException : SystemException
{
    public HaltCommandException()
    {
    }

    public HaltCommandException(string? message)
        : base(message)
    {
    }

    public HaltCommandException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
