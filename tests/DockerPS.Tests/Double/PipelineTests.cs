using System.Management.Automation;
using DockerPS.FixtureCmdlets;
using DockerPS.SmaDouble;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Double;

public sealed class PipelineTests
{
    private static CmdletRunner Remove => CmdletRunner.Create<RemoveToyCommand>();

    [Fact]
    public void The_double_stands_in_for_what_cmdlets_were_compiled_against()
    {
        Assert.Equal("System.Management.Automation, Version=3.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35", typeof(PSCmdlet).Assembly.FullName);
        Assert.Equal(typeof(PSCmdlet), typeof(GetToyCommand).BaseType);
        Assert.Same(typeof(CmdletRunner).Assembly.GetType(typeof(CmdletRunner).FullName!)!.Assembly, typeof(PipelineTests).Assembly);
        Assert.Same(typeof(CommandProcessor).Assembly, typeof(PSCmdlet).Assembly);
    }

    [Fact]
    public void WhatIf_changes_nothing_and_tells_what_it_would_do()
    {
        CmdletRunner runner = Remove.With("Name", "web").WhatIf();
        CmdletResult result = runner.Run().AssertNoErrors();
        Assert.Empty(result.Output);
        Assert.Equal(new ShouldProcessCall("web (1)", "Remove toy"), Assert.Single(result.ShouldProcessCalls));
        Assert.Equal(["What if: Performing the operation \"Remove toy\" on target \"web (1)\".", "ended", "disposed"], runner.Host.Lines);
    }

    [Fact]
    public void The_preference_variable_does_what_WhatIf_does()
    {
        CmdletRunner runner = Remove.With("Name", "web");
        runner.Session.PSVariable.Set("global:WhatIfPreference", true);
        Assert.Empty(runner.Run().AssertNoErrors().Output);
    }

    [Fact]
    public void A_high_impact_asks_and_the_answers_count()
    {
        CmdletRunner runner = Remove.Words((object)new[] { "a", "b", "c", "d" }).Answer(ConfirmAnswer.Yes, ConfirmAnswer.No, ConfirmAnswer.YesToAll);
        Assert.Equal(["a", "c", "d"], runner.Run().AssertNoErrors().Output);
        Assert.Equal(3, runner.Host.Questions.Count);
    }

    [Fact]
    public void Confirm_false_asks_nothing() =>
        Assert.Equal(["a"], Remove.With(new { Name = "a", Confirm = false }).Run().AssertNoErrors().Output);

    [Fact]
    public void A_prompt_that_nobody_answers_is_an_error() =>
        Assert.IsType<PSInvalidOperationException>(Remove.With("Name", "a").Run().Terminating!.InnerException);

    [Fact]
    public void An_error_is_recorded_with_all_that_a_user_sees_and_the_pipeline_goes_on()
    {
        CmdletResult result = Remove.With("Force", true).Input("broken", "a").Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("ToyBroken,DockerPS.FixtureCmdlets.RemoveToyCommand", error.FullyQualifiedErrorId);
        Assert.Equal("The toy broken.", error.ToString());
        Assert.Equal("Glue it.", error.ErrorDetails!.RecommendedAction);
        Assert.Equal("ObjectNotFound: (broken:String) [Remove-Toy], InvalidOperationException", error.CategoryInfo.ToString());
        Assert.Equal(["a"], result.Output);
    }

    [Fact]
    public void ErrorAction_Stop_ends_the_pipeline_without_EndProcessing_but_with_Dispose()
    {
        CmdletRunner runner = Remove.With("Force", true).Input("broken", "a").ErrorAction(ActionPreference.Stop);
        CmdletResult result = runner.Run();
        Assert.IsType<ActionPreferenceStopException>(result.Terminating);
        Assert.Equal("ToyBroken,DockerPS.FixtureCmdlets.RemoveToyCommand", result.TerminatingError!.FullyQualifiedErrorId);
        Assert.Empty(result.Output);
        Assert.Equal(["disposed"], runner.Host.Lines);
    }

    [Fact]
    public void A_terminating_error_ends_the_pipeline()
    {
        CmdletResult result = Remove.With("Force", true).Input("dead", "a").Run();
        Assert.Equal("ToyDead,DockerPS.FixtureCmdlets.RemoveToyCommand", result.TerminatingError!.FullyQualifiedErrorId);
        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void An_exception_of_the_cmdlet_is_wrapped()
    {
        CmdletResult result = Remove.With("Name", "bug").Run();
        Assert.IsType<CmdletInvocationException>(result.Terminating);
        Assert.IsType<InvalidOperationException>(result.Terminating.InnerException);
        Assert.Equal("System.InvalidOperationException,DockerPS.FixtureCmdlets.RemoveToyCommand", result.TerminatingError!.FullyQualifiedErrorId);
    }

    [Fact]
    public void A_downstream_that_has_enough_ends_the_cmdlet_from_within_WriteObject()
    {
        CmdletResult result = CmdletRunner.Create<WatchToyCommand>().First(3).Run();
        Assert.Equal([0, 1, 2], result.Output);
        Assert.True(result.StoppedByDownstream);
        Assert.False(result.Stopped);
        Assert.Null(result.Terminating);
        Assert.Equal("dispose", ((WatchToyCommand)result.Cmdlet!).Log);
    }

    [Fact]
    public void A_stop_calls_StopProcessing_and_only_Dispose_after_it()
    {
        CmdletRunner runner = CmdletRunner.Create<WatchToyCommand>().With("Quiet", true);
        runner.OnOutput(_ => runner.StopFromAnotherThread());
        CmdletResult result = runner.Run();
        Assert.True(result.Stopped);
        Assert.Null(result.Terminating);
        Assert.Equal("stop dispose", ((WatchToyCommand)result.Cmdlet!).Log);
    }

    [Fact]
    public void A_stop_that_the_cmdlet_does_not_tell_lets_EndProcessing_run()
    {
        CmdletRunner runner = CmdletRunner.Create<WatchToyCommand>().With(new { Quiet = true, Meek = true });
        runner.OnOutput(_ => runner.StopFromAnotherThread());
        CmdletResult result = runner.Run();
        Assert.False(result.Stopped);
        Assert.Equal("stop end dispose", ((WatchToyCommand)result.Cmdlet!).Log);
    }

    [Fact]
    public void Writing_from_another_thread_is_refused()
    {
        CmdletResult result = CmdletRunner.Create<WatchToyCommand>().With("FromOtherThread", true).Run();
        Assert.IsType<PSInvalidOperationException>(result.Terminating!.InnerException);
        Assert.Empty(result.Verbose);
    }

    [Fact]
    public void Every_stream_and_the_session_are_there()
    {
        CmdletRunner runner = CmdletRunner.Create<WriteToyCommand>().With(new { Credential = "me", Path = "Toys:/a/../b" });
        SmaDouble.Session.AddDrive(runner.Session, "Toys", Path.GetTempPath());
        System.Security.SecureString password = new();
        password.AppendChar('x');
        runner.Host.Credential = new PSCredential("me", password);
        CmdletResult result = runner.Run().AssertNoErrors();
        Assert.Equal(["debug"], result.Debug);
        Assert.Equal(["warning"], result.Warnings);
        Assert.Equal(50, Assert.Single(result.Progress).PercentComplete);
        Assert.Equal("for the host", Assert.Single(result.Information).ToString());
        Assert.Equal(["PSHOST"], result.Information[0].Tags);
        Assert.Equal(7, runner.Session.PSVariable.GetValue("global:LASTEXITCODE"));
        PSObject line = Assert.IsType<PSObject>(result.Output[0]);
        Assert.Equal("a line", line.BaseObject);
        Assert.Equal("stdout", line.Properties["stream"]!.Value);
        Assert.Equal([1, 2], result.Output[1..3]);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "b"), result.Output[4]);
        Assert.Equal("x", result.Output[5]);
    }
}
