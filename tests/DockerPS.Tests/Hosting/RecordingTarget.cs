using System.Collections.Concurrent;
using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Tests.Hosting;

/// <summary>Stands where the cmdlet stands: writes down what the pump delivers, and on which thread.</summary>
internal sealed class RecordingTarget : IPipelineTarget
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ConcurrentQueue<ProgressRecord> Progress { get; } = [];

    public HashSet<int> Threads { get; } = [];

    public Action<object>? OnObject { get; set; }

    public Func<string, bool> Answer { get; set; } = _ => true;

    public void WriteObject(object value)
    {
        Add($"object {value}");
        OnObject?.Invoke(value);
    }

    public void WriteError(ErrorRecord error) => Add($"error {error.FullyQualifiedErrorId}");

    public void WriteVerbose(string text) => Add($"verbose {text}");

    public void WriteDebug(string text) => Add($"debug {text}");

    public void WriteWarning(string text) => Add($"warning {text}");

    public void WriteInformation(InformationRecord record) => Add($"information {record.MessageData}");

    public void WriteProgress(ProgressRecord record)
    {
        Threads.Add(Environment.CurrentManagedThreadId);
        Progress.Enqueue(record);
    }

    public bool ShouldProcess(string target, string action, bool force)
    {
        Add($"question {target} {action}");
        return Answer(target);
    }

    private void Add(string line)
    {
        Threads.Add(Environment.CurrentManagedThreadId);
        Lines.Enqueue(line);
    }
}
