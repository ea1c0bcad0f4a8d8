using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using DockerPS.Engine;
using DockerPS.Engine.Streams.Tar;

namespace DockerPS.Hosting.Files;

/// <summary>The progress bar of one copy or listing.</summary>
/// <param name="show">Takes the records.</param>
/// <param name="activity">What is done.</param>
/// <param name="total">About how many bytes there will be, where the progress itself does not tell.</param>
/// <param name="share">Which part of the bar the bytes are; the rest is for what the engine does with them.</param>
internal sealed class CopyBar(Action<ProgressRecord> show, string activity, long? total = null, double share = 1) : IProgress<ArchiveProgress>, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    // Far from the ids that scripts choose for their own bars.
    private static int s_lastId = 0x0D0D_0000;

    private readonly int _id = Interlocked.Increment(ref s_lastId);
    private long _shownAt;

    /// <summary>How far it was last.</summary>
    public ArchiveProgress State { get; private set; }

    public void Report(ArchiveProgress value)
    {
        State = value;
        if (!IsDue())
        {
            return;
        }

        long? expected = value.TotalBytes ?? total;
        string of = expected is { } bytes ? $" of {ViewText.Size(Math.Max(bytes, value.Bytes))}" : "";
        string files = value.Files > 0 ? string.Create(CultureInfo.InvariantCulture, $", {value.Files} entries") : "";
        show(new ProgressRecord(_id, activity, ViewText.Size(value.Bytes) + of + files)
        {
            PercentComplete = expected is > 0 ? (int)(share * Math.Clamp(value.Bytes * 100.0 / expected.Value, 0, 100)) : -1,
            CurrentOperation = value.Current is { } current ? DisplayText.Of(current) : null,
        });
    }

    /// <summary>Shows what the engine does with the bytes when all have come.</summary>
    /// <param name="status">What.</param>
    /// <param name="done">How much of that is done, 0 to 1; null where it is not known.</param>
    /// <param name="isFirst">True shows it whatever was shown just before: nothing may follow for a while.</param>
    public void ReportRest(string status, double? done, bool isFirst = false)
    {
        if (isFirst || IsDue())
        {
            show(new ProgressRecord(_id, activity, status) { PercentComplete = done is { } part ? (int)(100 * (share + (1 - share) * Math.Clamp(part, 0, 1))) : -1 });
        }
    }

    // Small files come by the thousand in a second; a record for each would cost more than the file.
    private bool IsDue()
    {
        if (_shownAt != 0 && Stopwatch.GetElapsedTime(_shownAt) < s_interval)
        {
            return false;
        }

        _shownAt = Stopwatch.GetTimestamp();
        return true;
    }

    public void Dispose() => show(new ProgressRecord(_id, activity, "Ended") { RecordType = ProgressRecordType.Completed });
}
