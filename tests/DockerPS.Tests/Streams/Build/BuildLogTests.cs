using System.Text.Json;
using DockerPS.Engine.Streams;
using DockerPS.Engine.Streams.Build;

namespace DockerPS.Tests.Streams.Build;

public sealed class BuildLogTests
{
    private const string Id = "sha256:34fb332867190d969aa59bfe166d6e4f1cef8326ede27fde7234a12cfa057a82";

    private readonly BuildLog _log = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _warnings = [];

    [Fact]
    public void LinesStepsAndIdComeOutOfMessages()
    {
        Read(
            "Step 1/2 : FROM bbx:1", "\n", " ---> a6c685ac2d28\n",
            "Step 2/2 : RUN echo hi", "\n", " ---> Running in e67df8a355c0\n", "h", "i\n\n", "Removing intermediate container e67df8a355c0\n", " ---> 34fb33286719\n");
        Assert.Equal((2, 2, "RUN echo hi"), (_log.Step!.Number, _log.Step.Total, _log.Step.Instruction));
        Assert.Null(_log.ImageId);
        Read("{\"aux\":{\"ID\":\"" + Id + "\"}}");
        Read("Successfully built 34fb33286719\n");
        Complete();
        Assert.Equal(Id, _log.ImageId);
        Assert.Equal(["FROM bbx:1", "RUN echo hi"], _log.Steps.Select(static step => step.Instruction));
        Assert.Equal(
            [
                "Step 1/2 : FROM bbx:1", " ---> a6c685ac2d28", "Step 2/2 : RUN echo hi", " ---> Running in e67df8a355c0", "hi", "",
                "Removing intermediate container e67df8a355c0", " ---> 34fb33286719", "Successfully built 34fb33286719",
            ],
            _lines);
    }

    [Fact]
    public void TheStepIsKnownBeforeItsLineEnds()
    {
        Read("Step 1/3 : FROM bbx:1");
        Assert.Equal("Step 1/3 : FROM bbx:1", _log.Step!.ToString());
        Assert.Empty(_lines);
    }

    [Theory]
    [InlineData("Successfully built 34fb33286719\n", "34fb33286719")]
    [InlineData(Id + "\n", Id)]
    public void TheIdIsReadFromTextWhereThereIsNothingElse(string text, string id)
    {
        Read(text);
        Assert.Equal(id, _log.ImageId);
    }

    [Fact]
    public void WhatACommandWritesIsNotTakenForTheEnginesWords()
    {
        Read("Step 1/2 : RUN x", "\n", " ---> Running in e67df8a355c0\n");
        Read("Step 2/9 : RUN evil\n", "[Warning] mine\n", "Successfully built 111111111111\n");
        Assert.Equal(1, _log.Step!.Number);
        Assert.Null(_log.ImageId);
        Assert.Empty(_warnings);
        Assert.Equal(["Step 2/9 : RUN evil", "[Warning] mine", "Successfully built 111111111111"], _lines[^3..]);
    }

    [Fact]
    public void TheEnginesWarningsAreApart()
    {
        Read("Step 1/1 : FROM x", "\n", " ---> [Warning] The requested image's platform is another\n", " ---> a6c685ac2d28\n", "[Warning] One or more build-args [Z] were not consumed\n");
        Assert.Equal(["The requested image's platform is another", "One or more build-args [Z] were not consumed"], _warnings);
        Assert.Equal(["Step 1/1 : FROM x", " ---> a6c685ac2d28"], _lines);
    }

    [Theory]
    [InlineData("\u001b[91merr\n\u001b[0m", "err")]
    [InlineData("\u001b[1;32mgreen\u001b[0m \u001b]0;title\u0007plain\n", "green plain")]
    [InlineData("10%\r50%\r100%\r\n", "100%")]
    [InlineData("bell\a\n", "bell\uFFFD")]
    [InlineData("tab\tis kept\n", "tab\tis kept")]
    public void LinesAreFitForATerminal(string text, string line)
    {
        Read("Step 1/1 : RUN x", "\n", " ---> Running in e67df8a355c0\n", text);
        Complete();
        Assert.Equal(line, _lines[^1]);
        Assert.Equal(3, _lines.Count);
    }

    [Fact]
    public void ALineWithoutEndIsEndedByTheEngineOrTheStream()
    {
        Read("Step 1/1 : RUN x", "\n", " ---> Running in e67df8a355c0\n", "part", "Removing intermediate container e67df8a355c0\n", "rest");
        Complete();
        Assert.Equal(["part", "Removing intermediate container e67df8a355c0", "rest"], _lines[2..]);
    }

    [Fact]
    public void AnEndlessLineIsCut()
    {
        Read(" ---> Running in e67df8a355c0\n");
        for (int i = 0; i < 100; i++)
            Read(new string('x', 4096));
        Assert.True(_lines.Count > 2);
        Complete();
        Assert.Equal(100 * 4096, _lines[1..].Sum(line => line.Length));
    }

    [Fact]
    public void AFailedCommandTellsStepCodeAndLastLines()
    {
        Read("Step 2/3 : RUN make", "\n", " ---> Running in e67df8a355c0\n");
        for (int i = 1; i <= 25; i++)
            Read($"line {i}\n");
        Read("\u001b[91mlast");
        OperationFailedException error = Fail("""{"errorDetail":{"code":7,"message":"The command '/bin/sh -c make' returned a non-zero code: 7"},"error":"x"}""");

        Assert.Equal((StreamOperation.Build, 7, 2, "RUN make"), (error.Operation, error.Code, error.Step!.Number, error.Step.Instruction));
        Assert.Equal(20, error.LastLines.Count);
        Assert.Equal(("line 7", "last"), (error.LastLines[0], error.LastLines[^1]));
        Assert.StartsWith("Build step 2 of 3 failed with exit code 7: RUN make\nThe last 20 lines of its output:\n| line 7\n", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("\n| last", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailedStepWithoutCommandGivesTheEnginesReason()
    {
        Read("Step 1/2 : RUN echo done", "\n", " ---> Running in e67df8a355c0\n", "done\n", "Removing intermediate container e67df8a355c0\n", " ---> 34fb33286719\n", "Step 2/2 : COPY nope /", "\n");
        OperationFailedException error = Fail("""{"errorDetail":{"message":"COPY failed: file not found\u001b[2J"},"error":"COPY failed"}""");
        Assert.Equal("Build step 2 of 2 failed (COPY nope /): COPY failed: file not found\uFFFD[2J", error.Message);
        Assert.Null(error.Code);
        Assert.Empty(error.LastLines);
    }

    [Fact]
    public void PodmansStepsAndIdAreRead()
    {
        Read("[1/2] STEP 1/2: FROM bbx:1 AS a\n", "[1/2] STEP 2/2: RUN printf x\n", "x", "--> cf3543444572\n", "[2/2] STEP 1/2: FROM cf35434445722e\n", "[2/2] STEP 2/2: COPY a /\n");
        Assert.Equal((2, 2, "COPY a /"), (_log.Step!.Number, _log.Step.Total, _log.Step.Instruction));
        Read("[2/2] COMMIT docker.io/library/q:1\n", "--> 83c0da2c271a\n", "Successfully tagged docker.io/library/q:1\n", Id[7..] + "\n");
        Assert.Equal(Id[7..], _log.ImageId);
        Read("{\"aux\":{\"ID\":\"" + Id + "\"}}");
        Read("Successfully built 34fb33286719\n");
        Complete();
        Assert.Equal(Id, _log.ImageId);
        Assert.Equal(["[1/2] STEP 2/2: RUN printf x", "x", "--> cf3543444572", "[2/2] STEP 1/2: FROM cf35434445722e"], _lines[1..5]);
    }

    [Fact]
    public void PodmansFailedCommandTellsStepCodeAndLastLines()
    {
        Read("STEP 1/3: FROM bbx:1\n", "STEP 2/3: RUN echo hi\n", "hi\n", "--> 6d277aeea74a\n", "STEP 3/3: RUN echo oops; exit 7\n", "Successfully built 111111111111\n", "oops");
        OperationFailedException error = Fail("""{"errorDetail":{"message":"building at STEP \"RUN echo oops; exit 7\": while running runtime: exit status 7\n"},"error":"x"}""");

        Assert.Equal((7, 3, "RUN echo oops; exit 7"), (error.Code, error.Step!.Number, error.Step.Instruction));
        Assert.Equal(["Successfully built 111111111111", "oops"], error.LastLines);
        Assert.StartsWith("Build step 3 of 3 failed with exit code 7: RUN echo oops; exit 7\nIts output:\n| ", error.Message, StringComparison.Ordinal);
        Assert.Null(_log.ImageId);
    }

    [Fact]
    public void AnErrorBeforeAnyStepIsTheEnginesOwn()
    {
        OperationFailedException error = Fail("""{"error":"no space left on device"}""");
        Assert.Equal("no space left on device", error.Message);
        Assert.Null(error.Step);
    }

    [Fact]
    public void ThePullOfABaseImageIsProgressAndNotLines()
    {
        Read("Step 1/1 : FROM alpine", "\n");
        Read("""{"status":"Pulling from library/alpine","id":"3"}""");
        Read("""{"status":"Downloading","progressDetail":{"current":1,"total":2},"progress":"[=>  ] 1B/2B","id":"abc"}""");
        Assert.Equal("abc: Downloading [=>  ] 1B/2B", _log.Activity);
        Read("""{"status":"Pull complete","progressDetail":{},"id":"abc"}""");
        Read("""{"status":"Digest: sha256:1"}""");
        Assert.Equal(["Step 1/1 : FROM alpine", "3: Pulling from library/alpine", "Digest: sha256:1"], _lines);
    }

    /// <summary>Texts of the log; one that begins with a brace is a whole message.</summary>
    private void Read(params string[] texts)
    {
        foreach (string text in texts)
            Keep(_log.Read(text.StartsWith('{') ? Message(text) : new JsonMessage { Stream = text }));
    }

    private void Complete() => Keep(_log.Complete());

    private OperationFailedException Fail(string message) => Assert.Throws<OperationFailedException>(() => _log.Read(Message(message)));

    private static JsonMessage Message(string json) => JsonSerializer.Deserialize(json, StreamJsonContext.Default.JsonMessage)!;

    private void Keep(IReadOnlyList<BuildLogEntry> entries)
    {
        _lines.AddRange(entries.Where(entry => !entry.IsWarning).Select(entry => entry.Text));
        _warnings.AddRange(entries.Where(entry => entry.IsWarning).Select(entry => entry.Text));
    }
}
