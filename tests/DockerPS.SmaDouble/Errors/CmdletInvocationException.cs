namespace System.Management.Automation;

public class CmdletInvocationException : RuntimeException
{
    private ErrorRecord? _errorRecord;

    public CmdletInvocationException()
    {
    }

    public CmdletInvocationException(string? message)
        : base(message)
    {
    }

    public CmdletInvocationException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal CmdletInvocationException(ErrorRecord errorRecord)
        : base(errorRecord.ToString(), errorRecord.Exception) => _errorRecord = errorRecord;

    internal CmdletInvocationException(Exception innerException, InvocationInfo invocationInfo)
        : base(innerException.Message, innerException)
    {
        _errorRecord = innerException is IContainsErrorRecord contains
            ? new ErrorRecord(contains.ErrorRecord, innerException)
            : new ErrorRecord(innerException, innerException.GetType().FullName!, ErrorCategory.NotSpecified, null);
        _errorRecord.SetInvocationInfo(invocationInfo);
    }

    public override ErrorRecord ErrorRecord =>
        _errorRecord ??= new ErrorRecord(this, "CmdletInvocationException", ErrorCategory.NotSpecified, null);
}
