namespace System.Management.Automation;

public class InformationRecord(object messageData, string source)
{
    public string Computer { get; set; } = Environment.MachineName;

    public uint ManagedThreadId { get; set; } = (uint)Environment.CurrentManagedThreadId;

    public object MessageData { get; } = messageData;

    public uint ProcessId { get; set; } = (uint)Environment.ProcessId;

    public string Source { get; set; } = source;

    public List<string> Tags { get; } = [];

    public DateTime TimeGenerated { get; set; } = DateTime.Now;

    public string User { get; set; } = Environment.UserName;

    public override string ToString() => MessageData?.ToString() ?? "";
}
