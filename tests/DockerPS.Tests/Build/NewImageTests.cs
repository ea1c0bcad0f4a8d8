using System.Management.Automation;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Build;

public sealed class NewImageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public NewImageTests() => Write("app/Dockerfile", "FROM scratch\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_is_sent_and_the_image_returned()
    {
        Write("app/a.txt", "a");
        await using var engine = new ScriptedBuilder();
        CmdletResult result = engine.NewImage().At(_folder.Path).Words("app", "-t", "web:1", "-BuildArg", "A=1").With("Label", new[] { "k" }).Run().AssertNoErrors();
        ImageDetail image = Assert.Single(result.OutputAs<ImageDetail>());
        Assert.Equal((ScriptedBuilder.ImageId, "web:1", engine.Address), (image.Id, image.Reference, image.Engine));
        Assert.Equal("""t=web:1&dockerfile=Dockerfile&rm=1&buildargs={"A":"1"}&labels={"k":""}""", engine.Query);
        Assert.Equal(["Dockerfile", "a.txt"], engine.Entries().Keys);
        Assert.Equal(["Step 1/1 : FROM scratch"], result.Information.Select(record => record.ToString()));
        Assert.Contains(result.Verbose, line => line.Contains("2 entries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quiet_writes_no_log_but_knows_the_steps()
    {
        await using var engine = new ScriptedBuilder();
        CmdletResult result = engine.NewImage().At(_folder.Path).Words("./app", "-q").Run().AssertNoErrors();
        Assert.Equal("FROM scratch", Assert.Single(Assert.Single(result.OutputAs<BuiltImage>()).Steps).Instruction);
        Assert.Empty(result.Information);
        Assert.Empty(result.Progress);
        Assert.DoesNotContain("q=", engine.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Piped_strings_are_one_Dockerfile()
    {
        await using var engine = new ScriptedBuilder();
        Assert.Single(engine.NewImage().Input("FROM scratch", "", "COPY a /").Run().AssertNoErrors().Output);
        Assert.Equal(1, engine.Builds);
        Assert.Equal("FROM scratch\n\nCOPY a /\n", Assert.Single(engine.Entries()).Value);
    }

    [Fact]
    public async Task Piped_strings_and_a_path_are_a_Dockerfile_for_that_context()
    {
        Write("app/a.txt", "a");
        await using var engine = new ScriptedBuilder();
        engine.NewImage().At(_folder.Path).With("Path", "app").Input("FROM other").Run().AssertNoErrors();
        Dictionary<string, string> entries = engine.Entries();
        string name = engine.Query.Split('&').Single(pair => pair.StartsWith("dockerfile=", StringComparison.Ordinal)).Split('=')[1];
        Assert.Equal("FROM other\n", entries[name]);
        Assert.Equal("a", entries["a.txt"]);
    }

    [Fact]
    public async Task Piped_folders_are_built_one_by_one()
    {
        Write("other/Dockerfile", "FROM other\n");
        await using var engine = new ScriptedBuilder();
        CmdletResult result = engine.NewImage().Input(new DirectoryInfo(_folder.Combine("app")), new DirectoryInfo(_folder.Combine("other"))).Run().AssertNoErrors();
        Assert.Equal((2, 2), (result.Output.Count, engine.Builds));
        Assert.Equal("FROM other\n", engine.Entries()["Dockerfile"]);
    }

    [Fact]
    public async Task An_empty_pipeline_builds_nothing()
    {
        await using var engine = new ScriptedBuilder();
        Assert.Empty(engine.NewImage().At(_folder.Path).With("Path", "app").Input().Run().AssertNoErrors().Output);
        Assert.Equal(0, engine.Builds);
    }

    [Theory]
    [InlineData("Dockerfile.dev")]
    [InlineData("app/Dockerfile.dev")]
    public async Task A_relative_Dockerfile_is_looked_for_here_and_then_in_the_context(string file)
    {
        Write("app/Dockerfile.dev", "FROM dev\n");
        await using var engine = new ScriptedBuilder();
        engine.NewImage().At(_folder.Path).Words("app", "-f", file).Run().AssertNoErrors();
        Assert.Contains("dockerfile=Dockerfile.dev&", engine.Query + "&", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_url_is_the_engines_to_fetch()
    {
        await using var engine = new ScriptedBuilder();
        engine.NewImage().Words("https://user:pw@x/y.git#main:dir", "-File", "D").Run().AssertNoErrors();
        Assert.Equal("remote=https://user:pw@x/y.git#main:dir&dockerfile=D&rm=1", engine.Query);
        Assert.Empty(engine.Context);

        engine.NewImage().At(_folder.Path).Words("github.com/a/b").Run().AssertNoErrors();
        Assert.Equal("remote=github.com/a/b&rm=1", engine.Query);
    }

    [Fact]
    public async Task A_folder_is_no_repository_whatever_its_name()
    {
        Write("github.com/a/Dockerfile", "FROM here\n");
        await using var engine = new ScriptedBuilder();
        engine.NewImage().At(_folder.Path).Words("github.com/a").Run().AssertNoErrors();
        Assert.Equal("FROM here\n", engine.Entries()["Dockerfile"]);
    }

    [Fact]
    public async Task Wildcards_stand_for_one_path_and_LiteralPath_has_none()
    {
        Write("[x]/Dockerfile", "FROM brackets\n");
        await using var engine = new ScriptedBuilder();
        engine.NewImage().At(_folder.Path).Words("ap*").Run().AssertNoErrors();
        Assert.Equal("FROM scratch\n", engine.Entries()["Dockerfile"]);
        engine.NewImage().At(_folder.Path).With("LiteralPath", "[x]").Run().AssertNoErrors();
        Assert.Equal("FROM brackets\n", engine.Entries()["Dockerfile"]);
        Assert.Equal("PathAmbiguous", Id(engine.NewImage().At(_folder.Path).Words("*").Run()));
        Assert.Equal("PathNotFound", Id(engine.NewImage().At(_folder.Path).Words("q*").Run()));
    }

    [Theory]
    [InlineData("nope", null, "does not exist")]
    [InlineData("app", "Nope", "no Dockerfile at")]
    [InlineData("app/Dockerfile", null, "neither a folder nor a tar archive")]
    public async Task What_is_missing_is_told_before_anything_is_sent(string path, string? file, string message)
    {
        await using var engine = new ScriptedBuilder();
        CmdletRunner runner = engine.NewImage().At(_folder.Path).With("Path", path);
        CmdletResult result = (file is null ? runner : runner.With("File", file)).Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("BadBuildContext,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.TargetObject);
        Assert.Equal(0, engine.Builds);
    }

    [Fact]
    public async Task Wrong_parameters_end_the_command()
    {
        await using var engine = new ScriptedBuilder();
        Assert.Equal("BadTag", Id(engine.NewImage().At(_folder.Path).Words("app", "-Tag", "UPPER").Run()));
        Assert.Equal("NoContext", Id(engine.NewImage().Run()));
        Assert.Equal("BadAddHost", Id(engine.NewImage().At(_folder.Path).Words("app", "-AddHost", "x").Run()));
        Assert.Equal("BadParameter", Id(engine.NewImage().Input(42).Run()));
        Assert.Equal("DockerfileAmbiguous", IdOfOnlyError(engine.NewImage().At(_folder.Path).With("File", "app/Dockerfile").Input("FROM x").Run()));
        Assert.Equal("DockerfileAmbiguous", IdOfOnlyError(engine.NewImage().With("Path", "http://x/y").Input("FROM x").Run()));
        Assert.Equal("ContextAmbiguous", Id(engine.NewImage().At(_folder.Path).With("Path", "app").Input(new DirectoryInfo(_folder.Path)).Run()));
        Assert.Equal(0, engine.Builds);
    }

    [Fact]
    public async Task WhatIf_sends_nothing()
    {
        await using var engine = new ScriptedBuilder();
        CmdletResult result = engine.NewImage().At(_folder.Path).Words("app", "-Tag", "web:1").WhatIf().Run().AssertNoErrors();
        Assert.Equal(new ShouldProcessCall($"web:1 on {engine.Address}", "Build image"), Assert.Single(result.ShouldProcessCalls));
        Assert.Equal(0, engine.Builds);
    }

    [Fact]
    public async Task A_failed_step_is_an_error_with_all_that_is_known()
    {
        await using var engine = new ScriptedBuilder
        {
            Messages =
            [
                """{"stream":"Step 1/2 : FROM bbx:1"}""", """{"stream":"\n"}""", """{"stream":" ---\u003e a6c685ac2d28\n"}""",
                """{"stream":"Step 2/2 : RUN make"}""", """{"stream":"\n"}""", """{"stream":" ---\u003e Running in e67df8a355c0\n"}""",
                """{"stream":"\u001b[91munauthorized: no right to it\n\u001b[0m"}""",
                """{"errorDetail":{"code":2,"message":"The command '/bin/sh -c make' returned a non-zero code: 2"},"error":"x"}""",
            ],
        };
        CmdletResult result = engine.NewImage().At(_folder.Path).Words("app").Run();
        ErrorRecord error = Assert.Single(result.Errors);
        // What the command wrote is no registry's refusal.
        Assert.StartsWith("BuildFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var failure = Assert.IsType<OperationFailedException>(error.Exception);
        Assert.Equal((2, "RUN make", 2), (failure.Step!.Number, failure.Step.Instruction, failure.Code));
        Assert.Equal(["unauthorized: no right to it"], failure.LastLines);
        Assert.Equal(engine.Address, failure.Engine);
        Assert.Equal("app", error.TargetObject);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_refused_base_image_is_told_apart()
    {
        await using var engine = new ScriptedBuilder
        {
            Messages = ["""{"stream":"Step 1/1 : FROM r:1/x"}""", """{"errorDetail":{"message":"Head \"http://r:1/v2/x\": no basic auth credentials"}}"""],
        };
        Assert.Equal("RegistryUnauthorized", IdOfOnlyError(engine.NewImage().At(_folder.Path).Words("app").Run()));
    }

    [Fact]
    public async Task An_answer_without_image_is_an_error()
    {
        await using var engine = new ScriptedBuilder { Messages = ["""{"stream":"Step 1/1 : FROM scratch"}"""] };
        Assert.Equal("InvalidResponse", IdOfOnlyError(engine.NewImage().At(_folder.Path).Words("app").Run()));
    }

    [Fact]
    public async Task A_refusal_in_the_middle_of_the_context_gives_the_engines_reason()
    {
        // Far more than any buffer between the two holds.
        using (FileStream large = File.Create(_folder.Combine("app", "large")))
            large.SetLength(64 * 1024 * 1024);
        await using var engine = new ScriptedBuilder { Refusal = (400, """{"message":"unknown platform"}""") };
        CmdletResult result = engine.NewImage().At(_folder.Path).Words("app").Run();
        Assert.Equal("BadParameter", IdOfOnlyError(result));
        Assert.Equal("unknown platform", result.Errors[0].Exception.Message);
    }

    [Fact]
    public async Task A_stop_closes_the_connection()
    {
        await using var engine = new ScriptedBuilder { Messages = ["""{"stream":"Step 1/2 : RUN sleep\n"}"""], StaysOpen = true };
        CmdletRunner runner = engine.NewImage().At(_folder.Path).Words("app");
        Task<CmdletResult> running = Task.Run(runner.Run);
        await Wait.UntilAsync(() => engine.Context.Length > 0, "the context at the engine");
        runner.Stop();
        CmdletResult result = await running;
        await engine.Closed.WaitAsync(TestLimit.Patience);
        Assert.True(result.Stopped);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task Several_engines_build_the_same_context()
    {
        await using var one = new ScriptedBuilder();
        await using var two = new ScriptedBuilder();
        CmdletResult result = CmdletRunner.Create("New-Image").With("HostAddress", new[] { one.Address, two.Address, "unix:///nowhere/s" }).At(_folder.Path).Words("app").Run();
        Assert.Equal(new[] { one.Address, two.Address }.Order(), result.OutputAs<ImageDetail>().Select(image => image.Engine).Order());
        Assert.Equal(one.Context, two.Context);
        Assert.Equal(
            new[] { $"[{one.Address}] Step 1/1 : FROM scratch", $"[{two.Address}] Step 1/1 : FROM scratch" }.Order(),
            result.Information.Select(record => record.ToString()).Order());
        Assert.Equal("EngineUnreachable", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public async Task Of_several_engines_an_error_says_which_one_it_is_about()
    {
        const string failure = "{\"errorDetail\":{\"code\":3,\"message\":\"The command '/bin/sh -c exit 3' returned a non-zero code: 3\"},\"error\":\"no\"}";
        await using var one = new ScriptedBuilder { Messages = [failure] };
        await using var two = new ScriptedBuilder { Messages = [failure] };
        CmdletResult result = CmdletRunner.Create("New-Image").With("HostAddress", new[] { one.Address, two.Address }).At(_folder.Path).Words("app").Run();
        Assert.Equal(
            new[] { $"[{one.Address}] ", $"[{two.Address}] " }.Order(),
            result.Errors.Select(static error => error.ToString()[..(error.ToString().IndexOf(']', StringComparison.Ordinal) + 2)]).Order());
        Assert.Equal(new[] { one.Address, two.Address }.Order(), result.Errors.Select(static error => ((DockerException)error.Exception).Engine).Order());
    }

    private static string? Id(CmdletResult result) => result.TerminatingError?.FullyQualifiedErrorId.Split(',')[0];

    private static string IdOfOnlyError(CmdletResult result) => Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0];

    private void Write(string name, string text)
    {
        string path = _folder.Combine(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
