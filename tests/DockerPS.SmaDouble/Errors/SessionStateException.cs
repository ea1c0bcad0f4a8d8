namespace System.Management.Automation;

public class SessionStateException : RuntimeException
{
    private readonly string _errorId = "SessionStateException";
    private readonly ErrorCategory _category = ErrorCategory.InvalidArgument;
    private ErrorRecord? _errorRecord;

    public SessionStateException()
    {
    }

    public SessionStateException(string? message)
        : base(message)
    {
    }

    public SessionStateException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SessionStateException(string itemName, SessionStateCategory sessionStateCategory, string message, string errorId, ErrorCategory category)
        : base(message)
    {
        ItemName = itemName;
        SessionStateCategory = sessionStateCategory;
        _errorId = errorId;
        _category = category;
    }

    public override ErrorRecord ErrorRecord => _errorRecord ??= new ErrorRecord(this, _errorId, _category, ItemName);

    public string ItemName { get; } = "";

    public SessionStateCategory SessionStateCategory { get; }
}
