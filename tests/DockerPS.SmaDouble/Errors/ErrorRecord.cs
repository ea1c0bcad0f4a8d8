namespace System.Management.Automation;

public class ErrorRecord
{
    private readonly string _errorId;
    private string? _invocationTypeName;

    public ErrorRecord(Exception exception, string errorId, ErrorCategory errorCategory, object? targetObject)
    {
        if (exception is null)
            throw new PSArgumentNullException(nameof(exception));
        Exception = exception;
        _errorId = errorId ?? "";
        TargetObject = targetObject;
        CategoryInfo = new ErrorCategoryInfo(errorCategory, exception, targetObject);
    }

    public ErrorRecord(ErrorRecord errorRecord, Exception? replaceParentContainsErrorRecordException)
    {
        if (errorRecord is null)
            throw new PSArgumentNullException(nameof(errorRecord));
        Exception = replaceParentContainsErrorRecordException ?? errorRecord.Exception;
        _errorId = errorRecord._errorId;
        _invocationTypeName = errorRecord._invocationTypeName;
        TargetObject = errorRecord.TargetObject;
        CategoryInfo = errorRecord.CategoryInfo;
        ErrorDetails = errorRecord.ErrorDetails;
        InvocationInfo = errorRecord.InvocationInfo;
    }

    public ErrorCategoryInfo CategoryInfo { get; }

    public ErrorDetails? ErrorDetails { get; set; }

    public Exception Exception { get; }

    public string FullyQualifiedErrorId =>
        (_errorId, _invocationTypeName) switch
        {
            (var id, null or "") => id,
            ("", var type) => type,
            var (id, type) => $"{id},{type}",
        };

    public InvocationInfo? InvocationInfo { get; private set; }

    public object? TargetObject { get; private set; }

    public override string ToString() =>
        !string.IsNullOrEmpty(ErrorDetails?.Message) ? ErrorDetails.Message : Exception.Message;

    internal void SetInvocationInfo(InvocationInfo invocationInfo)
    {
        InvocationInfo = invocationInfo;
        if (string.IsNullOrEmpty(_invocationTypeName) && invocationInfo.MyCommand is CmdletInfo cmdlet)
            _invocationTypeName = cmdlet.ImplementingType.FullName;
        if (CategoryInfo.Activity.Length == 0)
            CategoryInfo.Activity = invocationInfo.MyCommand?.Name ?? "";
    }

    internal void SetTargetObject(object? target)
    {
        TargetObject = target;
        CategoryInfo.SetTarget(target);
    }
}
