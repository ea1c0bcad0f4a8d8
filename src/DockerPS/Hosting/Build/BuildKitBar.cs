using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using DockerPS.Engine.Streams.Build.Trace;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting;

/// <summary>The progress of one build by BuildKit: a bar of the whole, and below it the few steps that run.</summary>
internal sealed class BuildKitBar : IProgress<ArchiveProgress>, IDisposable
{
    private const int Rows = 4;

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    // Far from the ids that scripts choose for their own bars.
    private static int s_lastId = 0x0D0E_0000;

    private readonly Action<ProgressRecord> _show;
    private readonly string _activity;
    private readonly int _id = Interlocked.Add(ref s_lastId, Rows + 1) - Rows - 1;
    private readonly ProgressRows<TraceStep> _rows;
    private volatile bool _stepsBegan;
    private long _shownAt;

    public BuildKitBar(Action<ProgressRecord> show, string activity)
    {
        _show = show;
        _activity = activity;
        _rows = new ProgressRows<TraceStep>(show, _id, Rows, static step => step.IsRunning, Describe);
        Show("Asking the engine", -1);
    }

    /// <summary>What of the context was sent last.</summary>
    public ArchiveProgress Sent { get; private set; }

    public void Report(ArchiveProgress value)
    {
        Sent = value;
        if (!_stepsBegan)
        {
            string total = value.TotalBytes is { } bytes ? $" of {ViewText.Size(Math.Max(bytes, value.Bytes))}" : "";
            Show(
                $"Sending the build context: {ViewText.Size(value.Bytes)}{total}",
                value.TotalBytes is > 0 ? (int)Math.Clamp(value.Bytes * 100.0 / value.TotalBytes.Value, 0, 100) : -1);
        }
    }

    /// <summary>Shows where the build is. What is too often is passed over.</summary>
    public void Report(BuildKitLog log)
    {
        if (_shownAt != 0 && Stopwatch.GetElapsedTime(_shownAt) < s_interval)
        {
            return;
        }

        _shownAt = Stopwatch.GetTimestamp();
        TraceStep[] instructions = [.. log.AllSteps.Where(static step => step.Step.Number > 0)];
        if (instructions.Length > 0)
        {
            _stepsBegan = true;
            int done = instructions.Count(static step => step.IsDone);
            Show(string.Create(CultureInfo.InvariantCulture, $"{done} of {instructions.Length} steps"), (int)(100.0 * done / instructions.Length));
        }

        foreach (TraceStep step in log.AllSteps)
        {
            _rows.Update(step, log.AllSteps);
        }
    }

    public void Dispose()
    {
        _rows.Clear();
        _show(new ProgressRecord(_id, _activity, "Ended") { RecordType = ProgressRecordType.Completed });
    }

    private static (string Title, string Text, int Percent) Describe(TraceStep step)
    {
        (long current, long total) = step.Bytes;
        TraceProgress? part = step.RunningParts.FirstOrDefault();
        string what = part is null ? step.LastLine ?? "" : part.Name.Length > 0 ? part.Name : part.Id;
        string size = total > 0 ? $"{ViewText.Size(current)} of {ViewText.Size(total)}" : part is { Current: > 0 } ? ViewText.Size(part.Current) : "";
        return (step.Step.Name, string.Join("  ", new[] { ViewText.Clean(what), size }.Where(static text => text.Length > 0)), total > 0 ? (int)(100.0 * current / total) : -1);
    }

    private void Show(string status, int percent) => _show(new ProgressRecord(_id, _activity, status) { PercentComplete = percent });
}
