using System.Management.Automation;

namespace DockerPS.Hosting;

/// <summary>The few rows under a bar: of many things that are done at once, those that are moving. A row stays with its thing as long as
/// that moves, so that rows do not come and go.</summary>
/// <param name="show">Takes the records.</param>
/// <param name="parentId">The id of the bar above; the rows have the ids behind it.</param>
/// <param name="count">How many rows there are at most.</param>
/// <param name="isActive">True while a thing moves.</param>
/// <param name="describe">A row's title, its text, and its percent or -1.</param>
internal sealed class ProgressRows<T>(
    Action<ProgressRecord> show, int parentId, int count, Func<T, bool> isActive, Func<T, (string Title, string Text, int Percent)> describe)
    where T : class
{
    private readonly T?[] _rows = new T?[count];

    /// <summary>Shows what has changed.</summary>
    /// <param name="changed">The thing that did.</param>
    /// <param name="all">All things, for rows that become free.</param>
    public void Update(T changed, IEnumerable<T> all)
    {
        int row = Array.IndexOf(_rows, changed);
        if (row >= 0 && !isActive(changed))
        {
            _rows[row] = all.FirstOrDefault(item => isActive(item) && !_rows.Contains(item));
            if (_rows[row] is null)
            {
                Clear(row, changed);
                return;
            }
        }
        else if (row < 0 && isActive(changed))
        {
            row = Array.IndexOf(_rows, null);
            if (row >= 0)
            {
                _rows[row] = changed;
            }
        }

        if (row >= 0 && _rows[row] is { } shown)
        {
            (string title, string text, int percent) = describe(shown);
            show(new ProgressRecord(parentId + 1 + row, title, text.Length > 0 ? text : " ") { ParentActivityId = parentId, PercentComplete = percent });
        }
    }

    /// <summary>Takes the rows down.</summary>
    public void Clear()
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            if (_rows[row] is { } last)
            {
                Clear(row, last);
            }
        }
    }

    private void Clear(int row, T last)
    {
        _rows[row] = null;
        show(new ProgressRecord(parentId + 1 + row, describe(last).Title, "Ended")
        {
            ParentActivityId = parentId,
            RecordType = ProgressRecordType.Completed,
        });
    }
}
