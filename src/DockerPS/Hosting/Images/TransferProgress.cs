using System.Management.Automation;
using DockerPS.Engine.Streams;

namespace DockerPS.Hosting;

/// <summary>The progress of one pull or push: a bar of the whole, and below it the few layers that are moving.</summary>
internal sealed class TransferProgress
{
    // The engine moves three to five layers at once; more rows than that would hide the rest of the screen.
    private const int Rows = 4;

    // Far from the small numbers that scripts use.
    private static int s_lastId = 0x4450_0000;

    private readonly Action<ProgressRecord> _show;
    private readonly string _activity;
    private readonly int _id = Interlocked.Add(ref s_lastId, Rows + 1) - Rows - 1;
    private readonly Dictionary<string, TransferLayer> _layers = new(StringComparer.Ordinal);
    private readonly TransferLayer?[] _rows;
    private string _status;
    private int _percent = -1;

    /// <param name="show">Takes the records; called often, and expected to drop what is too much.</param>
    /// <param name="activity">What is done, as the bar's title.</param>
    /// <param name="status">What is waited for before the first layer is known.</param>
    /// <param name="withLayers">False shows the whole only: where several images come at once.</param>
    public TransferProgress(Action<ProgressRecord> show, string activity, string status, bool withLayers)
    {
        _show = show;
        _activity = activity;
        _status = status;
        _rows = new TransferLayer?[withLayers ? Rows : 0];
        ShowTotal();
    }

    public void Add(JsonMessage message)
    {
        if (message.Status is not { Length: > 0 } status)
        {
            return;
        }

        if (message.Id is not { Length: > 0 } id || status.StartsWith("Pulling from", StringComparison.Ordinal))
        {
            _status = status;
        }
        else
        {
            if (!_layers.TryGetValue(id, out TransferLayer? layer))
            {
                _layers.Add(id, layer = new TransferLayer(id));
            }

            layer.Update(status, message.ProgressDetail);
            ShowRows(layer);
        }

        ShowTotal();
    }

    /// <summary>Takes the bars down.</summary>
    public void Complete()
    {
        for (int row = 0; row < _rows.Length; row++)
        {
            Clear(row);
        }

        _show(new ProgressRecord(_id, _activity, "Ended") { RecordType = ProgressRecordType.Completed });
    }

    private void ShowTotal()
    {
        _show(new ProgressRecord(_id, _activity, StatusText()) { PercentComplete = Percent() });
    }

    private string StatusText()
    {
        if (_layers.Count == 0)
        {
            return _status;
        }

        string layers = $"{_layers.Values.Count(static layer => layer.IsDone)} of {_layers.Count} layers";
        long total = _layers.Values.Sum(static layer => layer.Total);
        return total == 0 ? layers : $"{layers}, {ViewText.Size(_layers.Values.Sum(static layer => layer.Moved))} of {ViewText.Size(total)}";
    }

    private int Percent()
    {
        // What was there already took no time, and says nothing about the rest.
        TransferLayer[] moving = [.. _layers.Values.Where(static layer => !layer.IsCached)];
        if (moving.Length == 0)
        {
            return _percent = _layers.Count == 0 ? -1 : 100;
        }

        // A layer whose size is not known yet counts as the mean of the others.
        long[] known = [.. moving.Where(static layer => layer.Total > 0).Select(static layer => layer.Total)];
        double mean = known.Length == 0 ? 1 : known.Average();
        double weight = 0;
        double done = 0;
        foreach (TransferLayer layer in moving)
        {
            double own = layer.Total > 0 ? layer.Total : mean;
            weight += own;
            done += own * layer.Fraction;
        }

        // Layers become known as it goes on; a bar that goes back would look like trouble.
        return _percent = Math.Max(_percent == 100 ? -1 : _percent, (int)(100 * done / weight));
    }

    private void ShowRows(TransferLayer changed)
    {
        int row = Array.IndexOf(_rows, changed);
        if (row >= 0 && !changed.IsActive)
        {
            // The row goes to a layer that had none, so that rows do not come and go.
            _rows[row] = _layers.Values.FirstOrDefault(layer => layer.IsActive && !_rows.Contains(layer));
            if (_rows[row] is null)
            {
                Clear(row, changed);
                return;
            }
        }
        else if (row < 0 && changed.IsActive)
        {
            row = Array.IndexOf(_rows, null);
            if (row >= 0)
            {
                _rows[row] = changed;
            }
        }

        if (row >= 0 && _rows[row] is { } shown)
        {
            // While it is unpacked its bytes are all there, and say nothing.
            string text = shown.Total == 0 || shown.Moved == shown.Total ? shown.Status : $"{shown.Status} {ViewText.Size(shown.Moved)} of {ViewText.Size(shown.Total)}";
            _show(new ProgressRecord(_id + 1 + row, shown.Id, text)
            {
                ParentActivityId = _id,
                PercentComplete = (int)(100 * shown.Fraction),
            });
        }
    }

    private void Clear(int row, TransferLayer? last = null)
    {
        if ((last ?? _rows[row]) is { } layer)
        {
            _rows[row] = null;
            _show(new ProgressRecord(_id + 1 + row, layer.Id, "Ended")
            {
                ParentActivityId = _id,
                RecordType = ProgressRecordType.Completed,
            });
        }
    }
}
