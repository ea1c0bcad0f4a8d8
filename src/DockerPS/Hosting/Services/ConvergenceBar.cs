using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The progress of one service that is waited for: how many of its tasks are as they should be, and below it those that are not yet.</summary>
internal sealed class ConvergenceBar : IDisposable
{
    private const int Rows = 5;

    // Far from the ids that scripts choose for their own bars, and from those of other bars of this module.
    private const int IdsPerBar = Rows + 1;
    private static int s_lastId = 0x0D5E_0000;

    private readonly Action<ProgressRecord> _show;
    private readonly int _id = Interlocked.Add(ref s_lastId, IdsPerBar);
    private readonly string _activity;
    private readonly ProgressRows<Row> _rows;
    private readonly SortedDictionary<string, Row> _tasks = new(StringComparer.Ordinal);

    /// <param name="show">Takes the records.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="nameOf">The name of a task by its slot or node.</param>
    public ConvergenceBar(Action<ProgressRecord> show, string service, Func<string, string> nameOf)
    {
        _show = show;
        _activity = $"Service {service}";
        _rows = new ProgressRows<Row>(
            show, _id, Rows, static row => !row.Task.IsDone, row => (nameOf(row.Task.Key), row.Task.Error.Length > 0 ? row.Task.Error : row.Task.State, row.Task.Percent));
    }

    /// <summary>Shows how far the service is.</summary>
    public void Report(ConvergenceReport report)
    {
        _show(new ProgressRecord(_id, _activity, report.Status) { PercentComplete = report.Percent });

        HashSet<string> present = [.. report.Tasks.Select(static task => task.Key)];
        foreach (TaskProgress task in report.Tasks)
        {
            if (!_tasks.TryGetValue(task.Key, out Row? row))
            {
                _tasks.Add(task.Key, row = new Row());
            }

            if (row.Set(task))
            {
                _rows.Update(row, _tasks.Values);
            }
        }

        foreach ((string key, Row row) in _tasks)
        {
            // A slot that the service has no more.
            if (!present.Contains(key) && row.Set(row.Task with { IsDone = true }))
            {
                _rows.Update(row, _tasks.Values);
            }
        }
    }

    /// <summary>Takes the bar and its rows down.</summary>
    public void Dispose()
    {
        _rows.Clear();
        _show(new ProgressRecord(_id, _activity, "Ended") { RecordType = ProgressRecordType.Completed });
    }

    private sealed class Row
    {
        public TaskProgress Task { get; private set; } = new("", "", "", "", 0, IsDone: true);

        public bool Set(TaskProgress task)
        {
            bool changed = task != Task;
            Task = task;
            return changed;
        }
    }
}
