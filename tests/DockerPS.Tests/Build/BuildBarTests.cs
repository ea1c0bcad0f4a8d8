using System.Management.Automation;
using DockerPS.Engine.Streams;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Tar;
using DockerPS.Hosting;

namespace DockerPS.Tests.Build;

public sealed class BuildBarTests
{
    private readonly List<ProgressRecord> _shown = [];
    private readonly BuildLog _log = new();

    [Fact]
    public void First_the_context_is_shown_and_then_the_steps()
    {
        using (var bar = new BuildBar(_shown.Add, "Building web on here"))
        {
            bar.Report(new ArchiveProgress(1_000_000, 4_000_000, 3, 10));
            Read(bar, "Step 2/4 : RUN make");
            Read(bar, "\n", " ---> Running in e67df8a355c0\n", "compiling\n");
            // The rest of a context that an engine does not wait for.
            bar.Report(new ArchiveProgress(4_000_000, 4_000_000, 10, 10));
            Assert.Equal(10, bar.Sent.Files);
        }

        Assert.Equal(
            [
                ("Sending the build context: 1MB of 4MB", 25, null), ("Step 2/4 : RUN make", 25, null), ("Step 2/4 : RUN make", 25, null),
                ("Step 2/4 : RUN make", 25, null), ("Step 2/4 : RUN make", 25, (string?)"compiling"),
            ],
            _shown.SkipLast(1).Select(record => (record.StatusDescription, record.PercentComplete, (string?)record.CurrentOperation)));
        Assert.Equal(ProgressRecordType.Completed, _shown[^1].RecordType);
        Assert.Single(_shown.Select(record => record.ActivityId).Distinct());
        Assert.All(_shown, record => Assert.Equal("Building web on here", record.Activity));
    }

    [Fact]
    public void A_context_of_unknown_or_outgrown_length_is_no_nonsense()
    {
        using var bar = new BuildBar(_shown.Add, "x");
        bar.Report(new ArchiveProgress(2000, null, 0, null));
        bar.Report(new ArchiveProgress(2000, 1000, 0, null));
        Assert.Equal(
            [("Sending the build context: 2kB", -1), ("Sending the build context: 2kB of 2kB", 100)],
            _shown.Select(record => (record.StatusDescription, record.PercentComplete)));
    }

    [Fact]
    public void Builds_beside_each_other_have_bars_of_their_own()
    {
        new BuildBar(_shown.Add, "one").Dispose();
        new BuildBar(_shown.Add, "two").Dispose();
        Assert.NotEqual(_shown[0].ActivityId, _shown[1].ActivityId);
    }

    private void Read(BuildBar bar, params string[] texts)
    {
        foreach (string text in texts)
        {
            _log.Read(new JsonMessage { Stream = text });
            bar.Report(_log);
        }
    }
}
