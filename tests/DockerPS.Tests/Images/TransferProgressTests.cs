using System.Management.Automation;
using DockerPS.Engine.Streams;
using DockerPS.Hosting;
using static DockerPS.Tests.Images.Messages;

namespace DockerPS.Tests.Images;

public sealed class TransferProgressTests
{
    private readonly List<ProgressRecord> _records = [];

    [Fact]
    public void Before_the_first_layer_it_tells_what_is_waited_for()
    {
        _ = Start();
        ProgressRecord record = Assert.Single(_records);
        Assert.Equal(("Pulling web:1", "Asking registry.example", -1), (record.Activity, record.StatusDescription, record.PercentComplete));
    }

    [Fact]
    public void The_tag_is_no_layer()
    {
        TransferProgress progress = Start();
        progress.Add(Layer("1", "Pulling from web"));
        Assert.Equal("Pulling from web", Total.StatusDescription);
    }

    [Fact]
    public void The_whole_counts_layers_and_bytes()
    {
        TransferProgress progress = Start();
        progress.Add(Layer("a", "Already exists"));
        progress.Add(Layer("b", "Pulling fs layer"));
        Assert.Equal(("1 of 2 layers", 0), (Total.StatusDescription, Total.PercentComplete));
        progress.Add(Layer("b", "Downloading", 500_000, 1_000_000));
        Assert.Equal(("1 of 2 layers, 500kB of 1MB", 40), (Total.StatusDescription, Total.PercentComplete));
        progress.Add(Layer("b", "Download complete"));
        Assert.Equal(80, Total.PercentComplete);
        progress.Add(Layer("b", "Extracting", 500_000, 1_000_000));
        Assert.Equal(90, Total.PercentComplete);
        progress.Add(Layer("b", "Pull complete"));
        Assert.Equal(("2 of 2 layers, 1MB of 1MB", 100), (Total.StatusDescription, Total.PercentComplete));
    }

    [Fact]
    public void A_push_that_passes_its_total_is_at_its_end()
    {
        TransferProgress progress = Start();
        progress.Add(Layer("a", "Pushing", 2_129_920, 1_984_223));
        Assert.Equal(("0 of 1 layers, 1.98MB of 1.98MB", 100), (Total.StatusDescription, Total.PercentComplete));
        Assert.All(_records, record => Assert.InRange(record.PercentComplete, -1, 100));
    }

    [Fact]
    public void A_layer_that_becomes_known_late_does_not_turn_the_bar_back()
    {
        TransferProgress progress = Start();
        progress.Add(Layer("a", "Downloading", 900, 1000));
        int before = Total.PercentComplete;
        progress.Add(Layer("b", "Downloading", 0, 100_000));
        Assert.Equal(72, before);
        Assert.Equal(before, Total.PercentComplete);
    }

    [Fact]
    public void Seconds_of_unpacking_are_no_bytes()
    {
        TransferProgress progress = Start();
        progress.Add(Layer("a", "Downloading", 1000, 1000));
        progress.Add(Layer("a", "Extracting", 3, null, "s"));
        Assert.Equal(("0 of 1 layers, 1kB of 1kB", 80), (Total.StatusDescription, Total.PercentComplete));
    }

    [Fact]
    public void All_that_was_there_already_is_the_end()
    {
        TransferProgress progress = Start();
        progress.Add(Layer("a", "Layer already exists"));
        progress.Add(Layer("b", "Mounted from library/web"));
        Assert.Equal(("2 of 2 layers", 100), (Total.StatusDescription, Total.PercentComplete));
    }

    [Fact]
    public void Moving_layers_have_rows_below_the_whole_and_no_more_than_four()
    {
        TransferProgress progress = Start();
        foreach (string id in (string[])["a", "b", "c", "d", "e"])
            progress.Add(Layer(id, "Downloading", 10, 100));
        ProgressRecord[] rows = [.. _records.Where(record => record.ParentActivityId == Total.ActivityId)];
        Assert.Equal(["a", "b", "c", "d"], rows.Select(row => row.Activity));
        Assert.Equal(4, rows.Select(row => row.ActivityId).Distinct().Count());
        Assert.Equal("Downloading 10B of 100B", rows[0].StatusDescription);
    }

    [Fact]
    public void The_row_of_a_layer_that_ends_goes_to_one_that_waits_for_a_row()
    {
        TransferProgress progress = Start();
        foreach (string id in (string[])["a", "b", "c", "d", "e"])
            progress.Add(Layer(id, "Downloading", 10, 100));
        int rowOfA = _records.Last(record => record.Activity == "a").ActivityId;
        progress.Add(Layer("a", "Download complete"));
        Assert.Equal(rowOfA, _records.Last(record => record.Activity == "e").ActivityId);

        progress.Add(Layer("e", "Pull complete"));
        Assert.Equal((rowOfA, ProgressRecordType.Completed), LastOf("e"));
    }

    [Fact]
    public void Without_layers_there_is_the_whole_only()
    {
        TransferProgress progress = new(_records.Add, "Pulling web:1", "Asking", withLayers: false);
        progress.Add(Layer("a", "Downloading", 10, 100));
        progress.Complete();
        Assert.Single(_records.Select(record => record.ActivityId).Distinct());
    }

    [Fact]
    public void The_end_takes_all_bars_down()
    {
        TransferProgress progress = Start();
        progress.Add(Layer("a", "Downloading", 10, 100));
        progress.Add(Layer("b", "Downloading", 10, 100));
        progress.Complete();
        Assert.All(_records.GroupBy(record => record.ActivityId), bar => Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType));
    }

    [Fact]
    public void Two_transfers_have_bars_of_their_own()
    {
        _ = Start();
        _ = Start();
        Assert.True(Math.Abs(_records[0].ActivityId - _records[1].ActivityId) > 4);
    }

    private ProgressRecord Total => _records.Last(record => record.ParentActivityId == -1);

    private TransferProgress Start() => new(_records.Add, "Pulling web:1", "Asking registry.example", withLayers: true);

    private (int, ProgressRecordType) LastOf(string activity)
    {
        ProgressRecord last = _records.Last(record => record.Activity == activity);
        return (last.ActivityId, last.RecordType);
    }
}
