using System.Management.Automation;
using System.Text;
using System.Text.Json;
using DockerPS.Tests.Hosting;
using DockerPS.Tests.Support;
using Xunit;

namespace DockerPS.Tests.Statistics;

public sealed class StatCommandTests
{
    private const string StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Fact]
    public async Task All_containers_are_sampled_at_once()
    {
        string[] names = [.. Enumerable.Range(0, 50).Select(i => $"{i:00}web")];
        await using FakeEngine engine = new(names);
        int waiting = 0;
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Before = async request =>
        {
            if (request.EndsWith("/stats", StringComparison.Ordinal))
            {
                if (Interlocked.Increment(ref waiting) == names.Length)
                    all.SetResult();
                await all.Task.WaitAsync(TestLimit.Patience);
            }
        };
        engine.Instead = Answer;
        CmdletResult result = Stat(engine).Run().AssertNoErrors();
        Assert.Equal(names.Order(StringComparer.Ordinal), result.OutputAs<ContainerStat>().Select(stat => stat.Name));
    }

    [Fact]
    public async Task One_that_is_gone_is_left_out_of_a_list_and_is_an_error_where_it_was_named()
    {
        await using FakeEngine engine = new("one", "two");
        engine.Instead = request => request.Contains(FakeEngine.IdOf("two"), StringComparison.Ordinal) && request.EndsWith("/stats", StringComparison.Ordinal)
            ? ScriptedServer.Answer(404, """{"message":"No such container: two"}""")
            : Answer(request);
        Assert.Equal("one", Assert.Single(Stat(engine).Run().AssertNoErrors().OutputAs<ContainerStat>()).Name);
        CmdletResult named = Stat(engine).Words((object)new[] { "two", "one" }).Run();
        Assert.Equal("one", Assert.Single(named.OutputAs<ContainerStat>()).Name);
        ErrorRecord error = Assert.Single(named.Errors);
        Assert.StartsWith("ContainerNotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("two", error.TargetObject);
    }

    [Fact]
    public async Task Each_container_comes_once_and_wildcards_choose_by_name()
    {
        await using FakeEngine engine = new("one", "two", "tea") { Instead = Answer };
        Assert.Equal(["two", "tea"], Stat(engine).Words((object)new[] { "two", "t*", "two" }).Run().AssertNoErrors().OutputAs<ContainerStat>().Select(stat => stat.Name));
        Assert.Empty(Stat(engine).Words("no*").Run().AssertNoErrors().Output);
    }

    [Fact]
    public async Task Several_engines_come_one_after_the_other()
    {
        await using FakeEngine engine = new("one", "two") { Instead = Answer };
        await using FakeEngine other = new("one", "two") { Instead = Answer };
        CmdletResult result = CmdletRunner.Create("Get-ContainerStat").With("HostAddress", new[] { engine.Address, other.Address, "unix:///no/such/engine.sock" }).Run();
        Assert.StartsWith("EngineUnreachable", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        string[] engines = [.. result.OutputAs<ContainerStat>().Select(stat => stat.Engine)];
        Assert.Equal(4, engines.Length);
        Assert.Equal(engines[0], engines[1]);
        Assert.Equal(engines[2], engines[3]);
    }

    [Fact]
    public async Task OneShot_needs_a_newer_engine_and_does_not_go_with_Stream()
    {
        CmdletResult both = CmdletRunner.Create("Get-ContainerStat").With(new { OneShot = true, Stream = true, HostAddress = "unix:///no/such/engine.sock" }).Run();
        Assert.StartsWith("OutputConflict", both.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);

        await using ScriptedServer old = ScriptedServer.Unix(ScriptedServer.Engine(
            (connection, _) => connection.SendAsync(ScriptedServer.Answer(200, $$"""{"Id":"{{FakeEngine.IdOf("web")}}","Name":"/web"}""")), "1.40"));
        CmdletResult result = CmdletRunner.Create("Get-ContainerStat").With(new { Name = "web", OneShot = true, HostAddress = old.Endpoint.ToString() }).Run();
        Assert.StartsWith("NotSupportedByEngine", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_takes_in_what_starts_and_leaves_what_ends()
    {
        await using FakeEngine engine = new("one");
        TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        string later = FakeEngine.IdOf("two");
        engine.Takes = async (connection, request) =>
        {
            if (request == "GET /events")
            {
                await connection.SendAsync(StreamHead);
                await seen.Task.WaitAsync(TestLimit.Patience);
                await SendAsync(connection, Event("start", "two"));
                await SendAsync(connection, Event("die", "one"));
                await connection.WaitForCloseAsync();
                return true;
            }
            if (!request.EndsWith("/stats", StringComparison.Ordinal))
                return false;
            await connection.SendAsync(StreamHead);
            // The first of a run has none before it.
            await SendAsync(connection, Sample(request.Contains(later, StringComparison.Ordinal) ? "two" : "one", first: true));
            await SendAsync(connection, Sample(request.Contains(later, StringComparison.Ordinal) ? "two" : "one"));
            await connection.WaitForCloseAsync();
            if (!request.Contains(later, StringComparison.Ordinal))
                left.SetResult();
            return true;
        };
        CmdletResult result = Stat(engine).With("Stream", true).First(2)
            .OnOutput(_ => seen.TrySetResult()).Run();
        Assert.Equal(["one", "two"], result.OutputAs<ContainerStat>().Select(stat => stat.Name));
        Assert.All(result.OutputAs<ContainerStat>(), stat => Assert.NotNull(stat.CpuPercent));
        Assert.True(result.StoppedByDownstream);
        await left.Task.WaitAsync(TestLimit.Patience);
    }

    [Fact]
    public async Task A_stream_of_named_ones_ends_with_them_and_does_not_listen()
    {
        await using FakeEngine engine = new("one", "two");
        engine.Takes = async (connection, request) =>
        {
            if (!request.EndsWith("/stats", StringComparison.Ordinal))
                return false;
            string name = request.Contains(FakeEngine.IdOf("one"), StringComparison.Ordinal) ? "one" : "two";
            await connection.SendAsync(StreamHead);
            await SendAsync(connection, Sample(name));
            await connection.SendAsync("0\r\n\r\n");
            return true;
        };
        CmdletResult result = Stat(engine).With("Stream", true).Words((object)new[] { "two", "one" }).Run().AssertNoErrors();
        Assert.Equal(["one", "two"], result.OutputAs<ContainerStat>().Select(stat => stat.Name).Order());
        Assert.DoesNotContain("GET /events", engine.Requests);
    }

    [Fact]
    public async Task A_lost_engine_is_one_error_of_a_stream()
    {
        await using FakeEngine engine = new("one", "two");
        TaskCompletionSource both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int streams = 0;
        engine.Takes = async (connection, request) =>
        {
            bool events = request == "GET /events";
            if (!events && !request.EndsWith("/stats", StringComparison.Ordinal))
                return false;
            await connection.SendAsync(StreamHead);
            if (Interlocked.Increment(ref streams) == 3)
                both.SetResult();
            await both.Task.WaitAsync(TestLimit.Patience);
            connection.Close();
            return true;
        };
        CmdletResult result = Stat(engine).With("Stream", true).Run();
        Assert.Null(result.Terminating);
        Assert.StartsWith("ConnectionLost", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_know_their_container_and_add_the_columns_that_the_type_has_not()
    {
        await using FakeEngine engine = new("web")
        {
            Instead = request => request.EndsWith("/top", StringComparison.Ordinal)
                ? ScriptedServer.Answer(200, """{"Titles":["PID","NLWP","Id","COMMAND"],"Processes":[["7","2","7","sh -c x"]]}""")
                : null,
        };
        CmdletResult result = CmdletRunner.Create("Get-ContainerProcess").With(new { Name = "web", Option = "-o pid,nlwp,pid=Id,args", HostAddress = engine.Address }).Run().AssertNoErrors();
        PSObject item = Assert.IsType<PSObject>(Assert.Single(result.Output));
        ContainerProcess process = Assert.IsType<ContainerProcess>(item.BaseObject);
        Assert.Equal(("web", FakeEngine.IdOf("web"), 7, "sh -c x"), (process.Container, process.ContainerId, process.HostPid, process.Command));
        Assert.Equal("2", item.Properties["NLWP"]!.Value);
        // Stop-Process would take it for a process of this machine.
        Assert.Null(item.Properties["Id"]);
        Assert.Equal("7", process.Columns["Id"]);
    }

    [Fact]
    public async Task Columns_that_the_engine_could_not_read_are_a_warning()
    {
        await using FakeEngine engine = new("web")
        {
            Instead = request => request.EndsWith("/top", StringComparison.Ordinal) ? ScriptedServer.Answer(200, """{"Titles":["COMMAND","PID"],"Processes":null}""") : null,
        };
        CmdletResult result = CmdletRunner.Create("Get-ContainerProcess").With(new { Name = "web", Option = "-o args,pid", HostAddress = engine.Address }).Run().AssertNoErrors();
        Assert.Empty(result.Output);
        Assert.Contains("last", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Id")]
    [InlineData("Name")]
    [InlineData("ProcessName")]
    [InlineData("ProcessId")]
    [InlineData("Pid")]
    public void No_property_of_a_process_is_one_that_cmdlets_for_local_processes_bind(string name) =>
        Assert.DoesNotContain(typeof(ContainerProcess).GetProperties(), property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static CmdletRunner Stat(FakeEngine engine) => CmdletRunner.Create("Get-ContainerStat").With("HostAddress", engine.Address);

    private static string? Answer(string request)
    {
        if (!request.EndsWith("/stats", StringComparison.Ordinal))
            return null;
        string id = request.Split('/')[2];
        // The id that FakeEngine made of the name, back again.
        string name = Encoding.UTF8.GetString(Convert.FromHexString(id[12..])).TrimEnd('\0');
        return ScriptedServer.Answer(200, Sample(name));
    }

    private static string Sample(string name, bool first = false) =>
        $$"""{"read":"2026-11-21T04:43:32Z","preread":"{{(first ? "0001-01-01T00:00:00Z" : "2026-11-21T04:43:31Z")}}","id":"{{FakeEngine.IdOf(name)}}","name":"/{{name}}"}""";

    private static string Event(string action, string name) =>
        JsonSerializer.Serialize(new { Type = "container", Action = action, Actor = new { ID = FakeEngine.IdOf(name), Attributes = new { name } } });

    private static Task SendAsync(ScriptedConnection connection, string json) =>
        connection.SendAsync($"{json.Length:x}\r\n{json}\r\n");
}
