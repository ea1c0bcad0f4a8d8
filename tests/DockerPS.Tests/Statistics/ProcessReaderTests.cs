using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Streams;
using DockerPS.Hosting;
using Xunit;

namespace DockerPS.Tests.Statistics;

public sealed class ProcessReaderTests
{
    [Fact]
    public void Reads_the_columns_of_ef()
    {
        ContainerProcess process = Read(["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"], ["root", "173", "154", "0", "04:43", "?", "1-02:03:04", "sleep 100000"]);
        Assert.Equal(("root", 173, 154, "04:43", "?", "sleep 100000"), (process.User, process.HostPid, process.HostParentPid, process.Started, process.Tty, process.Command));
        Assert.Equal(new TimeSpan(1, 2, 3, 4), process.CpuTime);
        Assert.Equal("0", process.Columns["C"]);
        Assert.Null(process.CpuPercent);
    }

    [Fact]
    public void Reads_the_columns_of_aux()
    {
        ContainerProcess process = Read(
            ["USER", "PID", "%CPU", "%MEM", "VSZ", "RSS", "TTY", "STAT", "START", "TIME", "COMMAND"],
            ["root", "173", "12.5", "0.1", "2268", "1376", "pts/0", "Ss", "Nov21", "100:00", "sh", "-c", "a  b"]);
        Assert.Equal((12.5, 0.1, 2268 * 1024, 1376 * 1024), (process.CpuPercent, process.MemoryPercent, process.VirtualSize, process.MemoryUsage));
        Assert.Equal(("Ss", "Nov21", "sh -c a  b"), (process.State, process.Started, process.Command));
        Assert.Equal(TimeSpan.FromMinutes(100), process.CpuTime);
    }

    [Fact]
    public void Reads_the_columns_of_Windows()
    {
        ContainerProcess process = Read(["Name", "PID", "CPU", "Private Working Set"], ["smss.exe", "1232", "00:01:02.125", "1.266MB"]);
        Assert.Equal(("smss.exe", 1232, 1_266_000), (process.Command, process.HostPid, process.MemoryUsage));
        Assert.Equal(new TimeSpan(0, 0, 1, 2, 125), process.CpuTime);
    }

    [Fact]
    public void Keeps_both_of_two_columns_of_one_title_and_does_without_what_is_not_there()
    {
        ContainerProcess process = Read(["COMMAND", "COMMAND", "PID", "ELAPSED"], ["sleep", "sleep"]);
        Assert.Equal(("sleep", null, null), (process.Command, process.HostPid, process.Elapsed));
        Assert.Equal("COMMAND=sleep, COMMAND2=sleep", process.Columns.ToString());
    }

    [Theory]
    [InlineData("00:00", "00:00:00")]
    [InlineData("12:29", "00:12:29")]
    [InlineData("1234:05", "20:34:05")]
    [InlineData("04:05:06", "04:05:06")]
    [InlineData("120-04:05:06", "120.04:05:06")]
    [InlineData("00:00:00.031", "00:00:00.031")]
    [InlineData("1m2.5s", "00:01:02.5")]
    [InlineData("9999999-00:00:00", "9999999.00:00:00")]
    [InlineData("-", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("99999999-00:00:00", null)]
    public void Reads_times(string? text, string? expected) =>
        Assert.Equal(expected is null ? null : TimeSpan.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), ProcessReader.ReadTime(text));

    private static ContainerProcess Read(List<string> titles, List<string> row) =>
        Assert.Single(ProcessReader.Read(
            new ProcessTable { Titles = titles, Processes = [row] },
            ConnectionFactory.Of(ConnectionFactory.Resolver.ResolveHost("unix:///no/such/engine.sock")),
            new string('a', 64),
            "web"));
}
