using System.Management.Automation;
using DockerPS.Commands;
using DockerPS.SmaDouble;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Hosting;

public sealed class ContainerCommandTests
{
    private const string NoEngine = "unix:///no/such/engine.sock";

    [Fact]
    public async Task Each_is_asked_about_in_input_order()
    {
        await using FakeEngine engine = new("one", "two", "three");
        CmdletResult result = Stop(engine).Input("two", "one", "three").Run().AssertNoErrors();
        Assert.Equal(
            ["two", "one", "three"],
            result.ShouldProcessCalls.Select(call => call.Target.Split(' ')[0]));
        Assert.Equal($"two ({FakeEngine.IdOf("two")[..12]}) on {engine.Address}", result.ShouldProcessCalls[0].Target);
        Assert.Equal("Stop container", result.ShouldProcessCalls[0].Action);
        Assert.Equal(3, engine.Changes.Count());
    }

    [Fact]
    public async Task No_more_than_ThrottleLimit_are_acted_on_at_once()
    {
        string[] names = [.. Enumerable.Range(0, 9).Select(i => $"{i}web")];
        await using FakeEngine engine = new(names);
        TaskCompletionSource three = new(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Before = async request =>
        {
            if (!request.StartsWith("POST ", StringComparison.Ordinal))
                return;
            if (engine.MostChanging == 3)
                three.TrySetResult();
            await three.Task.WaitAsync(TestLimit.Patience);
        };
        Stop(engine).With("ThrottleLimit", 3).Input([.. names]).Run().AssertNoErrors();
        Assert.Equal(3, engine.MostChanging);
        Assert.Equal(9, engine.Changes.Count());
    }

    [Fact]
    public async Task WhatIf_and_its_preference_send_nothing_even_with_Force()
    {
        await using FakeEngine engine = new("web");
        Stop(engine, "web").WhatIf().Run().AssertNoErrors();
        Remove(engine, "web").With("Force", true).WhatIf().Run().AssertNoErrors();
        CmdletRunner preference = Remove(engine, "web").With("Force", true);
        preference.Session.PSVariable.Set("global:WhatIfPreference", true);
        preference.Run().AssertNoErrors();
        Remove(engine, "web").With("Force", true).With("Confirm", true).Answer(ConfirmAnswer.No).Run().AssertNoErrors();
        Assert.Empty(engine.Changes);
    }

    [Fact]
    public async Task Force_goes_to_the_engine_and_does_not_ask()
    {
        await using FakeEngine engine = new("web");
        CmdletRunner remove = Remove(engine, "web").With("Force", true);
        remove.Session.PSVariable.Set("global:ConfirmPreference", ConfirmImpact.Low);
        remove.Run().AssertNoErrors();
        Assert.Empty(remove.Host.Questions);
        Assert.Equal([$"DELETE /containers/{FakeEngine.IdOf("web")}"], engine.Changes);
    }

    [Fact]
    public async Task An_answer_at_the_prompt_counts_for_its_container()
    {
        await using FakeEngine engine = new("one", "two");
        Stop(engine).With("Confirm", true).Input("one", "two").Answer(ConfirmAnswer.No, ConfirmAnswer.Yes).Run().AssertNoErrors();
        Assert.Equal([$"POST /containers/{FakeEngine.IdOf("two")}/stop"], engine.Changes);
    }

    [Fact]
    public void One_engine_that_is_not_there_ends_the_command()
    {
        CmdletResult result = CmdletRunner.Create("Get-Container").With("HostAddress", NoEngine).Run();
        Assert.Equal("EngineUnreachable,DockerPS.Commands.GetContainerCommand", result.TerminatingError!.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, result.TerminatingError.CategoryInfo.Category);
        Assert.Contains(NoEngine, result.TerminatingError.ToString(), StringComparison.Ordinal);
        Assert.IsType<CmdletInvocationException>(CmdletRunner.Create("Stop-Container").With(new { Name = "web", HostAddress = NoEngine }).Run().Terminating);
    }

    [Fact]
    public async Task Of_several_engines_a_dead_one_is_one_error()
    {
        await using FakeEngine engine = new("one", "two");
        string[] both = [NoEngine, engine.Address];
        CmdletResult list = CmdletRunner.Create("Get-Container").With("HostAddress", both).Run();
        Assert.Null(list.Terminating);
        Assert.Equal(["one", "two"], list.OutputAs<Container>().Select(container => container.Name));
        Assert.StartsWith("EngineUnreachable", Assert.Single(list.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

        CmdletResult stop = CmdletRunner.Create("Stop-Container").With("HostAddress", both).Input("one", "two").Run();
        Assert.Null(stop.Terminating);
        Assert.StartsWith("EngineUnreachable", Assert.Single(stop.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, engine.Changes.Count());
    }

    [Fact]
    public async Task An_object_goes_back_to_its_engine_and_to_no_other()
    {
        await using FakeEngine engine = new("web");
        await using FakeEngine other = new("web");
        Container container = Assert.Single(List(engine));

        // No parameter, and no default either, says where it is.
        CmdletRunner.Create("Stop-Container").Input(container).Run().AssertNoErrors();
        CmdletRunner.Create("Stop-Container").Words((object)new object[] { container }).Run().AssertNoErrors();
        Assert.Equal(2, engine.Changes.Count());

        CmdletResult conflict = Stop(other).Input(container).Run();
        Assert.Equal("EngineConflict,DockerPS.Commands.StopContainerCommand", Assert.Single(conflict.Errors).FullyQualifiedErrorId);
        Assert.Same(container, conflict.Errors[0].TargetObject);
        Assert.Empty(other.Requests);
        Stop(engine).Input(container).Run().AssertNoErrors();
    }

    [Fact]
    public async Task Objects_of_another_kind_are_no_names()
    {
        await using FakeEngine engine = new("web");
        Container container = Assert.Single(List(engine));
        foreach (string image in new[] { "Remove-Image", "Get-Image", "Push-Image", "Receive-Image" })
        {
            CmdletResult result = CmdletRunner.Create(image).With("HostAddress", engine.Address).Words((object)new object[] { container, "web" }).Run();
            Assert.StartsWith("ParameterArgumentTransformationError", result.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        Assert.Empty(engine.Changes);
    }

    [Fact]
    public async Task Waiting_for_the_removal_of_one_that_is_gone_is_over_at_once()
    {
        await using FakeEngine engine = new("web", "two");
        Container[] containers = [.. List(engine)];
        engine.Instead = request => request.EndsWith("/wait", StringComparison.Ordinal)
            ? ScriptedServer.Answer(404, """{"message":"No such container: web"}""")
            : null;
        CmdletResult removed = CmdletRunner.Create("Wait-Container").With("For", WaitCondition.Removed).Input(containers[0]).Run().AssertNoErrors();
        Assert.Equal(containers[0].Id, Assert.Single(removed.OutputAs<ContainerWaitResult>()).Id);
        CmdletResult ended = CmdletRunner.Create("Wait-Container").Input(containers[0]).Run();
        Assert.StartsWith("ContainerNotFound", Assert.Single(ended.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_one_way_of_naming_the_engine_is_taken()
    {
        await using FakeEngine engine = new("web");
        CmdletResult result = Stop(engine, "web").With("Connection", engine.Address).Run();
        Assert.Equal("EngineAmbiguous,DockerPS.Commands.StopContainerCommand", result.TerminatingError!.FullyQualifiedErrorId);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task A_record_says_by_itself_where_it_is()
    {
        await using FakeEngine engine = new("web", "two");
        CmdletRunner.Create("Stop-Container")
            .Input(Record("web", engine.Address), Record("two", $"{engine.Address} on {Environment.MachineName}"))
            .Run().AssertNoErrors();
        Assert.Equal(2, engine.Changes.Count());
    }

    [Theory]
    [InlineData("nosuch", "ContextNotFound")]
    [InlineData("", "ContextNotFound")]
    [InlineData("unix:///var/run/docker.sock on other-machine", "ConnectionNotFound")]
    [InlineData("prod on other-machine", "ConnectionNotFound")]
    [InlineData("gopher://x", "BadParameter")]
    public async Task A_record_of_an_engine_that_is_not_known_here_goes_to_no_engine(string connection, string id)
    {
        await using FakeEngine engine = new("web", "two");
        CmdletRunner runner = CmdletRunner.Create("Stop-Container");
        CmdletRunner.Create("Connect-Docker").With("HostAddress", engine.Address).Run().AssertNoErrors();
        CmdletResult result = runner.Input(Record("web", connection), Record("two", engine.Address)).Run();
        Assert.Null(result.Terminating);
        Assert.Equal($"{id},DockerPS.Commands.StopContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Equal(FakeEngine.IdOf("web"), result.Errors[0].TargetObject);
        Assert.Equal([$"POST /containers/{FakeEngine.IdOf("two")}/stop"], engine.Changes);
    }

    [Fact]
    public async Task A_record_of_a_dead_engine_leaves_the_others_alone()
    {
        await using FakeEngine engine = new("web");
        CmdletResult result = CmdletRunner.Create("Stop-Container").Input(Record("two", NoEngine), Record("web", engine.Address)).Run();
        Assert.Null(result.Terminating);
        Assert.StartsWith("EngineUnreachable", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(engine.Changes);
    }

    [Fact]
    public async Task An_address_beside_records_may_say_the_same_or_what_they_cannot_but_nothing_else()
    {
        await using FakeEngine engine = new("web");
        await using FakeEngine other = new("web");
        Stop(engine).Input(Record("web", engine.Address), Record("web", "somebody's on other-machine")).Run().AssertNoErrors();
        Assert.Equal(2, engine.Changes.Count());
        CmdletResult conflict = Stop(other).Input(Record("web", engine.Address)).Run();
        Assert.StartsWith("EngineConflict", Assert.Single(conflict.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_connection_by_name_that_stands_for_nothing_is_never_the_default()
    {
        await using FakeEngine engine = new("web");
        System.Management.Automation.Runspaces.Runspace runspace = SmaDouble.Session.CreateRunspace();
        CmdletRunner connect = CmdletRunner.Create("Connect-Docker").With("HostAddress", engine.Address);
        connect.Runspace = runspace;
        connect.Run().AssertNoErrors();
        CmdletRunner get = CmdletRunner.Create("Get-Container");
        get.Runspace = runspace;
        Assert.Single(get.Run().AssertNoErrors().Output);
        CmdletResult result = get.With("Connection", "typo").Run();
        Assert.Equal("ContextNotFound,DockerPS.Commands.GetContainerCommand", result.TerminatingError!.FullyQualifiedErrorId);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Another_runspace_has_another_default()
    {
        await using FakeEngine engine = new("web");
        CmdletRunner connect = CmdletRunner.Create("Connect-Docker").With(new { HostAddress = engine.Address, Name = "toy" });
        connect.Run().AssertNoErrors();
        CmdletRunner same = CmdletRunner.Create("Get-DockerConnection");
        same.Runspace = connect.Runspace;
        Assert.Equal("toy", Assert.Single(same.Run().OutputAs<DockerConnection>()).Name);
        Assert.Empty(CmdletRunner.Create("Get-DockerConnection").Run().AssertNoErrors().Output);
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("web")]
    [InlineData("sha256:0123456789ab")]
    [InlineData("0123456789abcdefg")]
    public async Task Foreign_ids_are_not_containers(string id)
    {
        await using FakeEngine engine = new("web");
        PSObject record = new();
        record.Properties.Add(new PSNoteProperty("Id", id));
        CmdletResult result = Stop(engine).Input(record).Run();
        Assert.True(result.Errors.Count == 1 || result.Terminating is ParameterBindingException);
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Foreign_objects_are_not_names()
    {
        await using FakeEngine engine = new("web");
        CmdletResult piped = Stop(engine).Input(new FileInfo("web")).Run();
        Assert.StartsWith("InputObjectNotBound", Assert.Single(piped.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        foreach (object value in (object[])[new FileInfo("web"), new object[] { "web", new FileInfo("web") }, new object[] { "web", Assert.Single(List(engine)) }])
            Assert.IsAssignableFrom<ParameterBindingException>(Stop(engine).Words(value).Run().Terminating);
        Assert.Empty(engine.Changes);
    }

    [Fact]
    public async Task Names_are_texts_wrapped_or_not_and_numbers()
    {
        await using FakeEngine engine = new("web", "42");
        PSObject wrapped = new("web");
        wrapped.Properties.Add(new PSNoteProperty("PSPath", "somewhere"));
        Stop(engine).Input(wrapped).Run().AssertNoErrors();
        Stop(engine).Words((object)new object[] { "web", wrapped, 42 }).Run().AssertNoErrors();
        Assert.Equal(4, engine.Changes.Count());
    }

    [Fact]
    public async Task An_unknown_name_is_an_error_and_a_wildcard_without_match_is_silence()
    {
        await using FakeEngine engine = new("web");
        CmdletResult result = Stop(engine).Input("nosuch", "x*", "web").Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("ContainerNotFound,DockerPS.Commands.StopContainerCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal("nosuch", error.TargetObject);
        Assert.Single(engine.Changes);
    }

    [Fact]
    public async Task A_prefix_of_several_ids_lists_them()
    {
        await using FakeEngine engine = new("web", "wed");
        string prefix = FakeEngine.IdOf("web")[..12];
        CmdletResult result = Stop(engine, prefix).Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("AmbiguousName,DockerPS.Commands.StopContainerCommand", error.FullyQualifiedErrorId);
        Assert.Contains($"web ({prefix}), wed ({prefix})", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(engine.Changes);
    }

    [Fact]
    public async Task A_name_like_a_parameter_is_told_so()
    {
        await using FakeEngine engine = new("web");
        CmdletResult result = Stop(engine).With("Name", "-web").Run();
        Assert.Equal("BadName,DockerPS.Commands.StopContainerCommand", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public async Task A_literal_among_wildcards_and_filters_is_found_as_everywhere()
    {
        await using FakeEngine engine = new("web", "wed", "7");
        await using FakeEngine other = new("db");

        // "7" is also how the other ids begin.
        Assert.Equal(["7"], Names(Get(engine).With("Name", new[] { "7", "x*" })));
        Assert.Equal(["web"], Names(Get(engine).With(new { Name = "web", State = "running" })));

        CmdletResult both = CmdletRunner.Create("Get-Container")
            .With(new { Name = new[] { "db", "w*", "nosuch" }, HostAddress = new[] { engine.Address, other.Address } }).Run();
        Assert.Equal(["db", "web", "wed"], both.OutputAs<Container>().Select(container => container.Name).Order());
        Assert.Equal("nosuch", Assert.Single(both.Errors).TargetObject);
        Assert.StartsWith("ContainerNotFound", both.Errors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_is_gone_is_said_to_be_gone()
    {
        await using FakeEngine engine = new("web");
        Container container = Assert.Single(List(engine));
        Remove(engine, "web").Run().AssertNoErrors();
        CmdletResult result = CmdletRunner.Create("Get-Container").Input(container).Run();
        Assert.Empty(result.Output);
        Assert.StartsWith("ContainerNotFound", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_downstream_that_has_enough_closes_the_socket()
    {
        await using FakeEngine engine = new("web");
        TaskCompletionSource closed = new();
        engine.Takes = async (connection, _) =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            string item = $$"""[{"Id":"{{FakeEngine.IdOf("web")}}","Names":["/web"]},""";
            await connection.SendAsync($"{item.Length:x}\r\n{item}\r\n");
            await connection.WaitForCloseAsync();
            closed.SetResult();
            return true;
        };
        CmdletResult result = Get(engine).First(1).Run();
        Assert.True(result.StoppedByDownstream);
        Assert.Single(result.Output);
        await closed.Task.WaitAsync(TestLimit.Patience);
    }

    [Fact]
    public async Task Ctrl_C_does_not_break_off_a_change_that_was_sent()
    {
        await using FakeEngine engine = new("one", "two");
        CmdletRunner runner = Stop(engine).With("ThrottleLimit", 1).Input("one", "two");
        bool answered = false;
        engine.Takes = async (connection, request) =>
        {
            if (!request.StartsWith("POST ", StringComparison.Ordinal))
                return false;
            runner.StopFromAnotherThread();
            await connection.SendAsync("HTTP/1.1 204 No Content\r\n\r\n");

            // The client takes the answer and only then lets go; a broken-off one would have thrown above or shown its end here.
            answered = true;
            return true;
        };
        Assert.True(runner.Run().Stopped);
        Assert.True(answered);
        Assert.Equal([$"POST /containers/{FakeEngine.IdOf("one")}/stop"], engine.Changes);
    }

    [Fact]
    public async Task An_error_of_the_engine_is_one_records_error()
    {
        await using FakeEngine engine = new("one", "two");
        engine.Instead = request => request == $"POST /containers/{FakeEngine.IdOf("one")}/stop" ? ScriptedServer.Answer(500, """{"message":"cannot stop it"}""") : null;
        CmdletResult result = Stop(engine).With("PassThru", true).Input("one", "two").Run();
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("EngineError,DockerPS.Commands.StopContainerCommand", error.FullyQualifiedErrorId);
        Assert.Equal("cannot stop it", error.ToString());
        Assert.Equal("one", error.TargetObject);
        Assert.Equal("two", Assert.Single(result.OutputAs<Container>()).Name);
    }

    [Fact]
    public async Task ErrorAction_Stop_ends_at_the_first_error()
    {
        await using FakeEngine engine = new("web");
        CmdletResult result = Stop(engine).Input("nosuch", "web").ErrorAction(ActionPreference.Stop).Run();
        Assert.IsType<ActionPreferenceStopException>(result.Terminating);
        Assert.Empty(engine.Changes);
    }

    private static CmdletRunner Get(FakeEngine engine) => CmdletRunner.Create("Get-Container").With("HostAddress", engine.Address);

    private static CmdletRunner Stop(FakeEngine engine) => CmdletRunner.Create("Stop-Container").With("HostAddress", engine.Address);

    private static CmdletRunner Stop(FakeEngine engine, string name) => Stop(engine).With("Name", name);

    private static CmdletRunner Remove(FakeEngine engine, string name) =>
        CmdletRunner.Create("Remove-Container").With(new { Name = name, HostAddress = engine.Address });

    private static List<Container> List(FakeEngine engine) => Get(engine).Run().AssertNoErrors().OutputAs<Container>();

    private static IEnumerable<string> Names(CmdletRunner get) => get.Run().AssertNoErrors().OutputAs<Container>().Select(container => container.Name);

    /// <summary>What a container is after CSV.</summary>
    private static PSObject Record(string name, string connection)
    {
        PSObject record = new();
        record.Properties.Add(new PSNoteProperty("Id", FakeEngine.IdOf(name)));
        record.Properties.Add(new PSNoteProperty("Name", name));
        record.Properties.Add(new PSNoteProperty("Connection", connection));
        return record;
    }
}
