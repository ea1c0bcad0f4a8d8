using System.Management.Automation;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting;

/// <summary>The progress bar of one build: first the sending of the context, then the steps.</summary>
internal sealed class BuildBar : IProgress<ArchiveProgress>, IDisposable
{
    // Far from the ids that scripts choose for their own bars.
    private static int s_lastId = 0x0D0C_0000;

    private readonly Action<ProgressRecord> _show;
    private readonly int _id = Interlocked.Increment(ref s_lastId);
    private readonly string _activity;
    private volatile bool _stepsBegan;

    public BuildBar(Action<ProgressRecord> show, string activity)
    {
        _show = show;
        _activity = activity;
    }

    /// <summary>What of the context was sent last.</summary>
    public ArchiveProgress Sent { get; private set; }

    public void Report(ArchiveProgress value)
    {
        Sent = value;
        if (!_stepsBegan)
        {
            string total = value.TotalBytes is { } bytes ? $" of {ViewText.Size(Math.Max(bytes, value.Bytes))}" : "";
            Show($"Sending the build context: {ViewText.Size(value.Bytes)}{total}", Percent(value.Bytes, value.TotalBytes), operation: null);
        }
    }

    /// <summary>Shows where the build is.</summary>
    public void Report(BuildLog log)
    {
        if (log.Step is { } step)
        {
            _stepsBegan = true;
            Show(step.ToString(), Percent(step.Number - 1, step.Total), log.Activity);
        }
    }

    public void Dispose() => _show(new ProgressRecord(_id, _activity, "Ended") { RecordType = ProgressRecordType.Completed });

    private static int Percent(long done, long? total) => total is > 0 ? (int)Math.Clamp(done * 100.0 / total.Value, 0, 100) : -1;

    private void Show(string status, int percent, string? operation) =>
        _show(new ProgressRecord(_id, _activity, status.Length > 0 ? status : " ") { PercentComplete = percent, CurrentOperation = operation });
}
