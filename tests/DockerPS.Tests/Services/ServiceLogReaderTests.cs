using System.Globalization;
using System.Text;
using DockerPS.Engine.Streams;
using DockerPS.Tests.Streams;
using static DockerPS.Tests.Streams.Frames;

namespace DockerPS.Tests.Services;

/// <summary>The merged log of a service, as an engine sends it.</summary>
public sealed class ServiceLogReaderTests
{
    private const string Time = "2026-01-02T03:04:05.123456789Z ";

    [Fact]
    public async Task Every_split_point_of_frames_gives_the_same_lines()
    {
        byte[] bytes = Join(
            Frame(1, Message("a", "one\n")), Frame(2, Message("b", "grün\n")), Frame(1, Message("a", "tw")), Frame(1, Message("b", "other 🐳\n")),
            Frame(1, Message("a", "o\n")), Frame(1, Message("a", "\n")), Frame(1, Message("b", "last")));

        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
        {
            Assert.Equal(["O a one", "E b grün", "O b other 🐳", "O a two", "O a ", "O b last"], await ReadAsync(new StdCopyReader(stream)));
        }
    }

    [Fact]
    public async Task Raw_output_of_terminals_is_a_message_a_line()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Message("a", "one\r\n") + Message("b", "two\r\n") + Message("a", "\r\n") + Message("b", "last"));

        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
        {
            Assert.Equal(["O a one", "O b two", "O a ", "O b last"], await ReadAsync(new RawOutputReader(stream)));
        }
    }

    [Fact]
    public async Task Each_line_has_its_time_and_what_is_kept_of_it()
    {
        byte[] bytes = Frame(1, Message("a", "x\n"));

        var reader = new ServiceLogReader(new StdCopyReader(new MemoryStream(bytes)), keepTimestamps: true);
        Assert.True(await reader.ReadAsync(default));

        Assert.Equal(Time + "x", reader.Current.Line.Text);
        Assert.Equal(DateTimeKind.Local, reader.Current.Line.Timestamp!.Value.Kind);
        Assert.Equal("2026-01-02T03:04:05.1234567Z", reader.Current.Line.Timestamp.Value.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture));
        Assert.Equal(("node-a", "service", "a"), (reader.Current.Context!.NodeId, reader.Current.Context.ServiceId, reader.Current.Context.TaskId));
        Assert.False(await reader.ReadAsync(default));
    }

    [Fact]
    public async Task What_has_no_context_is_a_line_all_the_same()
    {
        byte[] bytes = Join(Frame(1, "no time\n"), Frame(1, Time + "word and more\n"), Frame(2, Time + "short\n"), Frame(1, Message("a", "x\n")));

        foreach (PiecewiseStream stream in PiecewiseStream.SplitEverywhere(bytes))
        {
            Assert.Equal(["O ? no time", "O ? word and more", $"E ? {Time}short", "O a x"], await ReadAsync(new StdCopyReader(stream)));
        }
    }

    [Fact]
    public void Details_are_read_and_the_rest_of_the_context_is_not_among_them()
    {
        ServiceLogContext context = ServiceLogContext.Parse(
            "tier=db%2Cx,com.docker.swarm.node.id=n,com.docker.swarm.service.id=s,com.docker.swarm.task.id=t,a+b=1%3D2")!;

        Assert.Equal(("n", "s", "t"), (context.NodeId, context.ServiceId, context.TaskId));
        Assert.Equal([new("a b", "1=2"), new("tier", "db,x")], context.Details);
        Assert.Null(ServiceLogContext.Parse("tier=db"));
    }

    private static string Message(string task, string text) =>
        $"{Time}com.docker.swarm.node.id=node-{task},com.docker.swarm.service.id=service,com.docker.swarm.task.id={task} {text}";

    private static async Task<List<string>> ReadAsync(OutputReader source)
    {
        var reader = new ServiceLogReader(source, keepTimestamps: false);
        List<string> lines = [];
        while (await reader.ReadAsync(default))
        {
            lines.Add($"{(reader.Current.Line.Stream == OutputStream.StandardError ? "E" : "O")} {reader.Current.Context?.TaskId ?? "?"} {reader.Current.Line.Text}");
        }

        return lines;
    }
}
