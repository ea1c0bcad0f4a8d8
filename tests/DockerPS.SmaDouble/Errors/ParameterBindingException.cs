namespace System.Management.Automation;

public class ParameterBindingException : RuntimeException
{
    private ErrorRecord? _errorRecord;

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
        Category = category;
        ParameterName = parameterName;
    }

    public override ErrorRecord ErrorRecord =>
        _errorRecord ??= new ErrorRecord(this, ErrorId, Category, null);

    public string ErrorId { get; } = "ParameterBindingException";

    public string? ParameterName { get; }

    private ErrorCategory Category { get; } = ErrorCategory.InvalidArgument;
}
