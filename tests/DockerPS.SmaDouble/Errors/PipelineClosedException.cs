namespace System.Management.Automation;

public class PipelineClosedException : RuntimeException
{
    public PipelineClosedException()
    {
    }

    public PipelineClosedException(string? message)
        : base(message)
    {
    }

    public PipelineClosedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
