namespace System.Management.Automation;

public class ActionPreferenceStopException : RuntimeException
{
    private readonly ErrorRecord? _errorRecord;

    public ActionPreferenceStopException()
    {
    }

    public ActionPreferenceStopException(string? message)
        : base(message)
    {
    }

    public ActionPreferenceStopException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ActionPreferenceStopException(ErrorRecord errorRecord)
        : base($"The running command stopped because the preference variable \"ErrorActionPreference\" or common parameter is set to Stop: {errorRecord}",
            errorRecord.Exception) => _errorRecord = errorRecord;

    public override ErrorRecord ErrorRecord => _errorRecord ?? base.ErrorRecord;
}
