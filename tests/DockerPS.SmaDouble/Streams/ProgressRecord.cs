namespace System.Management.Automation;

public class ProgressRecord
{
    private int _percentComplete = -1;
    private int _parentActivityId = -1;
    private string _activity = "";
    private string _statusDescription = "";

    public ProgressRecord(int activityId, string activity, string statusDescription)
    {
        if (activityId < 0)
            throw new PSArgumentOutOfRangeException(nameof(activityId), activityId, "The activity id must not be negative.");
        ActivityId = activityId;
        Activity = activity;
        StatusDescription = statusDescription;
    }

    public string Activity
    {
        get => _activity;
        set => _activity = string.IsNullOrEmpty(value) ? throw new PSArgumentException("The activity must not be empty.", nameof(value)) : value;
    }

    public int ActivityId { get; }

    public string CurrentOperation { get; set; } = "";

    public int ParentActivityId
    {
        get => _parentActivityId;
        set => _parentActivityId = value == ActivityId ? throw new PSArgumentException("An activity cannot be its own parent.", nameof(value)) : value;
    }

    public int PercentComplete
    {
        get => _percentComplete;
        set => _percentComplete = value > 100
            ? throw new PSArgumentOutOfRangeException(nameof(value), value, "A percentage is at most 100.")
            : value;
    }

    public ProgressRecordType RecordType { get; set; } = ProgressRecordType.Processing;

    public int SecondsRemaining { get; set; } = -1;

    public string StatusDescription
    {
        get => _statusDescription;
        set => _statusDescription = string.IsNullOrEmpty(value) ? throw new PSArgumentException("The status must not be empty.", nameof(value)) : value;
    }

    public override string ToString() =>
        $"parent = {ParentActivityId} id = {ActivityId} act = {Activity} stat = {StatusDescription} cur = {CurrentOperation} pct = {PercentComplete} sec = {SecondsRemaining} type = {RecordType}";
}
