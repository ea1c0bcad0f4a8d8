using System.Management.Automation;
using DockerPS.Hosting;

namespace DockerPS.Tests.Hosting;

public sealed class ProgressBoardTests
{
    private readonly ProgressBoard _board = new();

    [Fact]
    public void The_first_is_shown_at_once_and_of_those_that_wait_the_latest()
    {
        ProgressRecord first = Post(1);
        Assert.Same(first, Assert.Single(_board.TakeDue(all: false, out _)!));
        Post(1);
        ProgressRecord latest = Post(1);
        Assert.Same(latest, Assert.Single(_board.TakeDue(all: true, out TimeSpan? next)!));
        Assert.Null(next);
        Assert.Null(_board.TakeDue(all: true, out _));
    }

    [Fact]
    public void Each_activity_has_its_own_turn()
    {
        Post(1);
        Post(2);
        Assert.Equal([1, 2], _board.TakeDue(all: false, out _)!.Select(record => record.ActivityId).Order());
    }

    [Fact]
    public void An_end_waits_for_nothing_and_is_told_once()
    {
        Post(1);
        _board.TakeDue(all: false, out _);
        Post(1);
        ProgressRecord end = Post(1, ProgressRecordType.Completed);
        Assert.Same(end, Assert.Single(_board.TakeDue(all: false, out _)!));
        Assert.Empty(_board.TakeOpen());
    }

    [Fact]
    public void An_end_is_told_of_what_was_too_short_to_be_shown()
    {
        Post(1);
        ProgressRecord end = Post(1, ProgressRecordType.Completed);
        Assert.Same(end, Assert.Single(_board.TakeDue(all: false, out _)!));
        Assert.Empty(_board.TakeOpen());
    }

    [Fact]
    public void Only_the_first_to_wait_wakes_the_pump()
    {
        ProgressRecord record = new(1, "a", "s");
        Assert.True(_board.Post(record));
        Assert.False(_board.Post(record));
        _board.TakeDue(all: true, out _);
        Assert.True(_board.Post(record));
    }

    [Fact]
    public void What_is_still_shown_gets_an_end()
    {
        Post(1);
        Post(2);
        _board.TakeDue(all: false, out _);
        Post(3);
        IReadOnlyList<ProgressRecord> ends = _board.TakeOpen();
        Assert.Equal([1, 2], ends.Select(record => record.ActivityId).Order());
        Assert.All(ends, record => Assert.Equal(ProgressRecordType.Completed, record.RecordType));
        Assert.Empty(_board.TakeOpen());
    }

    private ProgressRecord Post(int activity, ProgressRecordType type = ProgressRecordType.Processing)
    {
        ProgressRecord record = new(activity, "a", "s") { RecordType = type };
        _board.Post(record);
        return record;
    }
}
