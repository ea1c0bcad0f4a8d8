using System.Collections;
using System.Management.Automation;
using DockerPS.FixtureCmdlets;
using DockerPS.SmaDouble;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Double;

public sealed class BindingTests
{
    private static CmdletRunner Get => CmdletRunner.Create<GetToyCommand>();

    [Fact]
    public void Without_arguments_the_default_set_is_taken_and_there_is_one_record()
    {
        CmdletResult result = Get.Run().AssertNoErrors();
        Assert.Equal("Name name= toys= id= color= count=3 state=Created timeout=0 loud=False filter= paint= all=False detailed=False bound=", Assert.Single(result.Output));
        Assert.Equal(["begin Name False", "end"], result.Verbose);
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("name")]
    [InlineData("Na")]
    public void A_parameter_is_found_by_name_and_by_unique_prefix(string name)
    {
        CmdletResult result = Get.With(name, "web").Run().AssertNoErrors();
        Assert.StartsWith("Name name=web ", Single(result));
    }

    [Fact]
    public void An_exact_alias_beats_a_prefix() =>
        Assert.Contains("count=5", Single(Get.Words("-n", "5").Run().AssertNoErrors()));

    [Fact]
    public void A_prefix_of_own_and_common_parameters_is_the_own_one() =>
        Assert.Contains("detailed=True", Single(Get.Words("-De").Run().AssertNoErrors()));

    [Fact]
    public void An_ambiguous_prefix_is_an_error()
    {
        CmdletResult result = Get.With("C", 1).Run();
        Assert.StartsWith("AmbiguousParameter", result.TerminatingError!.FullyQualifiedErrorId);
        Assert.Contains("-Color -Count", result.Terminating!.Message);
    }

    [Fact]
    public void Words_bind_as_on_a_command_line()
    {
        CmdletResult result = Get.Words("a*", "-All", "-Count:2", "-State", "run", "-Filter", new Hashtable { ["a"] = 1 }).Run().AssertNoErrors();
        Assert.StartsWith("Name name=a* toys= id= color= count=2 state=Running timeout=0 loud=False filter=1 paint= all=True", Single(result));
    }

    [Fact]
    public void Position_takes_the_type_that_fits_without_conversion_first() =>
        Assert.StartsWith("InputObject name= toys=7", Single(Get.Words(new Toy("7", "red")).Run().AssertNoErrors()));

    [Fact]
    public void Each_input_object_chooses_its_set()
    {
        PSObject foreign = new();
        foreign.Properties.Add(new PSNoteProperty("ToyId", "9"));
        foreign.Properties.Add(new PSNoteProperty("Color", "blue"));
        CmdletResult result = Get.Input("web", new Toy("7", "red"), foreign).Run().AssertNoErrors();
        Assert.Collection(result.OutputAs<string>(),
            o => Assert.StartsWith("Name name=web toys= id= color= ", o),
            o => Assert.StartsWith("InputObject name= toys=7 id= color= ", o),
            o => Assert.StartsWith("Id name= toys= id=9 color=blue ", o));
        Assert.Equal("begin Name True", result.Verbose[0]);
        // What was bound from an earlier object stays in BoundParameters, as in PowerShell.
        Assert.EndsWith(" bound=Color,Id,InputObject,Name", result.OutputAs<string>()[^1]);
    }

    [Fact]
    public void An_empty_pipeline_runs_no_record()
    {
        CmdletResult result = Get.Input().Run().AssertNoErrors();
        Assert.Empty(result.Output);
        Assert.Equal("end", result.Verbose[^1]);
    }

    [Fact]
    public void Input_that_a_bound_set_cannot_take_is_an_error_for_each_object()
    {
        CmdletResult result = Get.With("Id", "1").Input(5).Run();
        Assert.Empty(result.Output);
        Assert.Equal("InputObjectNotBound,DockerPS.FixtureCmdlets.GetToyCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(5, result.Errors[0].TargetObject);
    }

    [Fact]
    public void Transformations_run_before_binding_and_their_refusal_ends_the_command()
    {
        Assert.StartsWith("Name name=web,web", Single(Get.With("Name", "twice:web").Run().AssertNoErrors()));
        CmdletResult refused = Get.With("Name", "refuse").Run();
        Assert.Equal("ParameterArgumentTransformationError,DockerPS.FixtureCmdlets.GetToyCommand", refused.TerminatingError!.FullyQualifiedErrorId);
        Assert.Equal("Cannot process argument transformation on parameter 'Name'. no such toy", refused.Terminating!.Message);
    }

    [Theory]
    [InlineData("Count", 11, "ParameterArgumentValidationError")]
    [InlineData("Count", "x", "CannotConvertArgumentNoMessage")]
    [InlineData("Paint", "blue", "ParameterArgumentValidationError")]
    [InlineData("State", "gone", "CannotConvertArgumentNoMessage")]
    [InlineData("Loud", "true", "CannotConvertArgument")]
    [InlineData("All", "true", "CannotConvertArgument")]
    [InlineData("Paint", new[] { "red" }, "CannotConvertArgument")]
    [InlineData("Nope", 1, "NamedParameterNotFound")]
    public void What_does_not_bind_has_the_error_id_of_PowerShell(string parameter, object value, string id)
    {
        CmdletResult result = Get.With(parameter, value).Run();
        Assert.IsAssignableFrom<ParameterBindingException>(result.Terminating);
        Assert.Equal($"{id},DockerPS.FixtureCmdlets.GetToyCommand", result.TerminatingError!.FullyQualifiedErrorId);
        Assert.Empty(result.Verbose);
    }

    [Theory]
    [InlineData("10", 10 * TimeSpan.TicksPerDay)]
    [InlineData(10, 10)]
    public void A_bare_TimeSpan_reads_numbers_as_PowerShell_does(object value, long ticks) =>
        Assert.Contains($"timeout={ticks} ", Single(Get.With("Timeout", value).Run().AssertNoErrors()));

    [Fact]
    public void Parameters_of_different_sets_are_refused() =>
        Assert.StartsWith("AmbiguousParameterSet", Get.With(new { Name = "a", Id = "b" }).Run().TerminatingError!.FullyQualifiedErrorId);

    [Fact]
    public void A_word_too_many_is_refused() =>
        Assert.StartsWith("PositionalParameterNotFound", Get.Words("a", "b").Run().TerminatingError!.FullyQualifiedErrorId);

    [Fact]
    public void A_missing_mandatory_parameter_is_an_error_where_nobody_can_be_asked()
    {
        CmdletResult result = CmdletRunner.Create<RemoveToyCommand>().Run();
        Assert.StartsWith("MissingMandatoryParameter", result.TerminatingError!.FullyQualifiedErrorId);
    }

    [Fact]
    public void The_validation_of_a_parameter_comes_before_the_rules_for_mandatory_ones()
    {
        Assert.StartsWith("ParameterArgumentValidationError,", CmdletRunner.Create<RemoveToyCommand>().With("Name", "").Run().TerminatingError!.FullyQualifiedErrorId);
        Assert.StartsWith("ParameterArgumentValidationErrorNullNotAllowed,", Get.With("InputObject", null).Run().TerminatingError!.FullyQualifiedErrorId);
    }

    [Fact]
    public void Input_that_fails_a_validation_is_an_error_of_its_own_and_the_next_goes_on()
    {
        CmdletResult result = CmdletRunner.Create<RemoveToyCommand>().With("Force", true).Input("", "x").Run();
        Assert.StartsWith("ParameterArgumentValidationError,", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(["x"], result.Output);
    }

    [Fact]
    public void Words_that_are_left_go_to_the_parameter_that_takes_them_with_unknown_dash_words()
    {
        CmdletResult result = CmdletRunner.Create<WriteToyCommand>().Words("ls", "-la", "/tmp", "--", "-Path", new QuotedArgument("-x")).Run().AssertNoErrors();
        Assert.Equal(["ls", "-la", "/tmp", "-Path", "-x"], (string[])result.Output[^1]!);
    }

    private static string Single(CmdletResult result) => Assert.Single(result.OutputAs<string>());
}
