using System.Diagnostics;
using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The latest progress of each activity, beside the pump's channel: at most ten updates a second per activity
/// reach the host, the latest wins, and Completed is never lost. Unthrottled bars cost scripts up to 70 times in older hosts.</summary>
internal sealed class ProgressBoard
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly Dictionary<int, Entry> _entries = [];
    private bool _dirty;

    /// <summary>Takes the latest state of an activity. True where nothing else is waiting to be shown, so that the pump must be woken.</summary>
    public bool Post(ProgressRecord record)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(record.ActivityId, out Entry? entry))
            {
                _entries.Add(record.ActivityId, entry = new Entry());
            }

            entry.Pending = record;
            bool first = !_dirty;
            _dirty = true;
            return first;
        }
    }

    /// <summary>The records that are due now; sets how long the pump may sleep before the next is (null: nothing waits).</summary>
    public List<ProgressRecord>? TakeDue(bool all, out TimeSpan? next)
    {
        next = null;
        lock (_gate)
        {
            if (!_dirty)
            {
                return null;
            }

            List<ProgressRecord>? due = null;
            long now = Stopwatch.GetTimestamp();
            bool dirty = false;
            foreach ((int id, Entry entry) in _entries.ToArray())
            {
                if (entry.Pending is not { } pending)
                {
                    continue;
                }

                bool completed = pending.RecordType == ProgressRecordType.Completed;
                TimeSpan wait = s_interval - Stopwatch.GetElapsedTime(entry.ShownAt, now);
                if (all || completed || entry.ShownAt == 0 || wait <= TimeSpan.Zero)
                {
                    (due ??= []).Add(pending);
                    entry.Pending = null;
                    entry.ShownAt = now;
                    if (completed)
                    {
                        _entries.Remove(id);
                    }
                }
                else
                {
                    dirty = true;
                    next = next is { } other && other < wait ? other : wait;
                }
            }

            _dirty = dirty;
            return due;
        }
    }

    /// <summary>Completed records for every activity that was shown and has not ended: nothing is left on the screen after a failure.</summary>
    public IReadOnlyList<ProgressRecord> TakeOpen()
    {
        lock (_gate)
        {
            List<ProgressRecord> open = [];
            foreach ((int id, Entry entry) in _entries)
            {
                if (entry.ShownAt != 0)
                {
                    open.Add(new ProgressRecord(id, "Docker", "Ended") { RecordType = ProgressRecordType.Completed });
                }
            }

            _entries.Clear();
            _dirty = false;
            return open;
        }
    }

    private sealed class Entry
    {
        public ProgressRecord? Pending { get; set; }

        public long ShownAt { get; set; }
    }
}
