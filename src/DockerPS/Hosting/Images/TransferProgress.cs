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
    private readonly ProgressRows<TransferLayer> _rows;
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
        _rows = new ProgressRows<TransferLayer>(show, _id, withLayers ? Rows : 0, static layer => layer.IsActive, Describe);
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
            _rows.Update(layer, _layers.Values);
        }

        ShowTotal();
    }

    /// <summary>Takes the bars down.</summary>
    public void Complete()
    {
        _rows.Clear();
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

    private static (string Title, string Text, int Percent) Describe(TransferLayer layer) => (
        layer.Id,
        // While it is unpacked its bytes are all there, and say nothing.
        layer.Total == 0 || layer.Moved == layer.Total ? layer.Status : $"{layer.Status} {ViewText.Size(layer.Moved)} of {ViewText.Size(layer.Total)}",
        (int)(100 * layer.Fraction));
}
