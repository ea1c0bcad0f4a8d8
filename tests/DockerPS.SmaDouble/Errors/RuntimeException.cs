namespace System.Management.Automation;

public class RuntimeException : SystemException, IContainsErrorRecord
{
    private ErrorRecord? _errorRecord;
    private string _errorId = "RuntimeException";
    private ErrorCategory _category = ErrorCategory.NotSpecified;

    public RuntimeException()
    {
    }

    public RuntimeException(string? message)
        : base(message)
    {
    }

    public RuntimeException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public RuntimeException(string? message, Exception? innerException, ErrorRecord? errorRecord)
        : base(message, innerException) => _errorRecord = errorRecord;

    public virtual ErrorRecord ErrorRecord =>
        _errorRecord ??= new ErrorRecord(this, _errorId, _category, null);

    public bool WasThrownFromThrowStatement { get; set; }

    internal void SetErrorId(string errorId, ErrorCategory category)
    {
        _errorId = errorId;
        _category = category;
    }
}
