using System.Text;
using System.Text.RegularExpressions;
using DockerPS.Engine.Streams;
using DockerPS.Engine.Streams.Build;
using DockerPS.Engine.Streams.Build.Trace;

namespace DockerPS.Tests.Streams.Build.Trace;

public sealed partial class BuildKitLogTests
{
    private static readonly DateTime s_begin = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Theory]
    [InlineData("20.10")]
    [InlineData("28.5")]
    [InlineData("28.5-containerd")]
    public async Task A_build_is_told_step_by_step(string engine)
    {
        var log = new BuildKitLog();
        List<string> lines = [.. (await Captured.ReadAsync(new MemoryStream(Captured.Bytes(engine, "built")), log)).Select(static line => Times().Replace(line, "T"))];
        string run = lines.Single(static line => line.Contains("[base 4/4] RUN", StringComparison.Ordinal));
        string number = run.Split(' ')[0];
        int at = lines.IndexOf(run);
        // The two streams of a command come in any order.
        Assert.Equal(new[] { $"{number} T first line", $"{number} T second line", $"{number} no line end" }.Order(), lines[(at + 1)..(at + 4)].Order());
        Assert.Equal($"{number} DONE T", lines[at + 4]);
        Assert.StartsWith("sha256:", log.ImageId, StringComparison.Ordinal);
        BuildStep step = log.Steps.Single(static step => step.Instruction == "WORKDIR /src");
        Assert.Equal((2, 4, "base", "[base 2/4] WORKDIR /src", false, ""), (step.Number, step.Total, step.Stage, step.Name, step.IsCached, step.Error));
        Assert.True(step.Duration > TimeSpan.Zero);
        Assert.Equal(DateTimeKind.Local, step.Started!.Value.Kind);
        Assert.Contains(log.Steps, static step => step is { Number: 0, Name: "exporting to image" });
        // A line is told once, however often the engine tells it.
        Assert.Equal(lines.Count(static line => line.EndsWith("DONE T", StringComparison.Ordinal)), lines.Where(static line => line.EndsWith("DONE T", StringComparison.Ordinal)).Distinct().Count());
    }

    [Theory]
    [InlineData("20.10")]
    [InlineData("28.5")]
    [InlineData("28.5-containerd")]
    public async Task What_an_earlier_build_did_is_from_the_cache(string engine)
    {
        var log = new BuildKitLog();
        List<string> lines = await Captured.ReadAsync(new MemoryStream(Captured.Bytes(engine, "cached")), log);
        BuildStep[] layers = [.. log.Steps.Where(static step => step.Number > 0 && !step.Instruction.StartsWith("FROM", StringComparison.Ordinal))];
        Assert.Equal(5, layers.Length);
        Assert.All(layers, static step => Assert.True(step.IsCached));
        Assert.Contains(lines, static line => line.EndsWith(" CACHED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_linters_warning_is_told_with_its_line()
    {
        List<string> lines = await Captured.ReadAsync(new MemoryStream(Captured.Bytes("28.5", "built")), new BuildKitLog());
        Assert.StartsWith(
            "! FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 6) https://docs.docker.com/go/dockerfile/rule/",
            Assert.Single(lines, static line => line[0] == '!'),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20.10")]
    [InlineData("28.5")]
    [InlineData("28.5-containerd")]
    public async Task A_failed_step_is_told_with_its_output_and_its_lines(string engine)
    {
        var log = new BuildKitLog(DockerfileText.Parse(Captured.FailedDockerfile));
        OperationFailedException failure = await Assert.ThrowsAsync<OperationFailedException>(
            () => Captured.ReadAsync(new MemoryStream(Captured.Bytes(engine, "failed")), log));
        Assert.Equal((7, 3, 4), (failure.Code, failure.Step!.Number, failure.Step.Total));
        Assert.Equal(["going wrong"], failure.LastLines);
        Assert.Equal(["4 | RUN echo going wrong; \\", "5 |     exit 7"], failure.SourceLines);
        Assert.Equal(4, failure.Line);
        Assert.Equal(
            """
            Build step 3 of 4 failed with exit code 7: RUN echo going wrong;     exit 7
            Lines 4 to 5 of the Dockerfile:
            4 | RUN echo going wrong; \
            5 |     exit 7
            Its output:
            | going wrong
            """,
            failure.Message);
        Assert.NotEmpty(log.Steps.Single(static step => step.Number == 3).Error);
    }

    [Theory]
    [InlineData("dockerfile parse error line 2: unknown instruction: FRUM", "2 | FRUM x")]
    [InlineData("failed to solve with frontend dockerfile.v0: failed to create LLB definition: dockerfile parse error on line 2: unknown instruction: FRUM", "2 | FRUM x")]
    [InlineData("dockerfile parse error on line 9: what is not there", null)]
    [InlineData("no such host", null)]
    public void A_Dockerfile_that_cannot_be_read_is_shown_where(string reason, string? line)
    {
        OperationFailedException failure = new BuildKitLog(DockerfileText.Parse("FROM x\nFRUM x\n")).Failure(reason);
        Assert.Null(failure.Step);
        Assert.Equal(line is null ? [] : [line], failure.SourceLines);
        Assert.StartsWith(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_step_that_failed_is_not_one_that_was_cancelled_by_it()
    {
        var log = new BuildKitLog();
        log.Read(Vertexes(
            new("a", "[one 1/2] RUN a", false, s_begin, s_begin.AddSeconds(1), "failed to run: context canceled"),
            new("b", "[two 1/2] RUN b", false, s_begin, s_begin.AddSeconds(1), "process \"b\" did not complete successfully: exit code: 3")));
        OperationFailedException failure = log.Failure("process \"b\" did not complete successfully: exit code: 3");
        Assert.Equal(("[two 1/2] RUN b", 3), (failure.Step!.Name, failure.Code));
        Assert.Contains("Build step 1 of 2 of stage two failed with exit code 3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_instruction_fails_with_its_name()
    {
        var log = new BuildKitLog();
        log.Read(Vertexes(new TraceVertex("a", "[internal] load metadata for r:1/x:1", false, s_begin, s_begin, "unauthorized")));
        Assert.Equal("The build failed at 'load metadata for r:1/x:1': r:1/x:1: unauthorized", log.Failure("r:1/x:1: unauthorized").Message);
    }

    [Fact]
    public void Lines_of_two_steps_are_told_apart_and_colours_are_taken_off()
    {
        var log = new BuildKitLog();
        List<string> lines =
        [
            .. Texts(log.Read(Vertexes(new("a", "[one 1/2] RUN a", false, s_begin, null, ""), new("b", "[two 1/2] RUN b", false, s_begin, null, "")))),
            .. Texts(log.Read(Log("a", "\u001b[31mred\u001b[0m\n10%\r20%\nh\u00e9"u8.ToArray()[..^1]))),
            .. Texts(log.Read(Log("b", "other\n"u8.ToArray()))),
            .. Texts(log.Read(Log("a", [0xA9]))),
            .. Texts(log.Read(Vertexes(new TraceVertex("a", "[one 1/2] RUN a", false, s_begin, s_begin.AddSeconds(2), "")))),
        ];
        Assert.Equal(
            [
                "#1 [one 1/2] RUN a", "#2 [two 1/2] RUN b", "#1 [one 1/2] RUN a", "#1 1.500 red", "#1 1.500 20%", "#2 [two 1/2] RUN b", "#2 1.500 other",
                "#1 [one 1/2] RUN a", "#1 h\u00e9", "#1 DONE 2.0s",
            ],
            lines);
    }

    [Fact]
    public void A_step_that_runs_twice_took_both_times()
    {
        var log = new BuildKitLog();
        log.Read(Vertexes(new TraceVertex("a", "x", false, s_begin, s_begin.AddSeconds(1), "")));
        log.Read(Vertexes(new TraceVertex("a", "x", true, s_begin.AddSeconds(5), s_begin.AddSeconds(7), "")));
        BuildStep step = Assert.Single(log.Steps);
        Assert.Equal((TimeSpan.FromSeconds(3), false), (step.Duration, step.IsCached));
    }

    [Fact]
    public void Parts_are_told_when_they_end_with_their_size()
    {
        var log = new BuildKitLog();
        log.Read(Vertexes(new TraceVertex("a", "[1/1] FROM x", false, s_begin, null, "")));
        Assert.Empty(log.Read(Parts(new TraceProgress("a", "sha256:1", "", 10, 2_000_000, s_begin, null))));
        Assert.Equal((10, 2_000_000), log.AllSteps.Single().Bytes);
        TraceProgress done = new("a", "sha256:1", "", 2_000_000, 2_000_000, s_begin, s_begin.AddSeconds(1));
        Assert.Equal(["#1 sha256:1 2MB 1.0s done"], Texts(log.Read(Parts(done))));
        Assert.Empty(log.Read(Parts(done)));
    }

    [Theory]
    [InlineData("[linux/arm64 base 2/3] RUN x", "linux/arm64", "base", 2, 3, "RUN x")]
    [InlineData("[linux/amd64->arm64 build  2/13] RUN x", "linux/amd64->arm64", "build", 2, 13, "RUN x")]
    [InlineData("[stage-1  2/10] COPY a b", "", "stage-1", 2, 10, "COPY a b")]
    [InlineData("[ 2/10] RUN [x 1/2] y", "", "", 2, 10, "RUN [x 1/2] y")]
    [InlineData("[internal] load x", "", null, 0, 0, "load x")]
    [InlineData("exporting to image", "", null, 0, 0, "exporting to image")]
    public void Names_are_taken_apart(string name, string platform, string? stage, int number, int total, string instruction)
    {
        var log = new BuildKitLog();
        log.Read(Vertexes(new TraceVertex("a", name, false, s_begin, null, "")));
        BuildStep step = Assert.Single(log.Steps);
        Assert.Equal((name, platform, stage, number, total, instruction), (step.Name, step.Platform, step.Stage, step.Number, step.Total, step.Instruction));
    }

    private static BuildTrace Vertexes(params TraceVertex[] vertexes) => new(vertexes, [], [], []);

    private static BuildTrace Parts(params TraceProgress[] parts) => new([], parts, [], []);

    private static BuildTrace Log(string vertex, byte[] text) => new([], [], [new TraceLog(vertex, s_begin.AddSeconds(1.5), false, text)], []);

    private static List<string> Texts(IEnumerable<BuildLogEntry> entries) => [.. entries.Select(static entry => entry.Text)];

    [GeneratedRegex(@"\d+\.\d+s?", RegexOptions.CultureInvariant)]
    private static partial Regex Times();
}
