namespace System.Management.Automation;

public class ProviderNotFoundException : SessionStateException
{
    public ProviderNotFoundException()
    {
    }

    public ProviderNotFoundException(string? message)
        : base(message)
    {
    }

    public ProviderNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
