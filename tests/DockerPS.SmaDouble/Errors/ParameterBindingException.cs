namespace System.Management.Automation;

public class ParameterBindingException : RuntimeException
{
    public ParameterBindingException()
    {
    }

    public ParameterBindingException(string? message)
        : base(message)
    {
    }

    public ParameterBindingException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ParameterBindingException(string errorId, ErrorCategory category, string? parameterName, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        SetErrorId(errorId, category);
        ParameterName = parameterName;
    }

    public string ErrorId { get; } = "ParameterBindingException";

    public string? ParameterName { get; }
}
