using System.Management.Automation;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Hosting;

public sealed class RenameContainerTests
{
    [Fact]
    public async Task One_is_renamed()
    {
        await using FakeEngine engine = new("web");
        CmdletResult result = Rename(engine).With(new { Name = "web", NewName = "old" }).Run().AssertNoErrors();
        Assert.Equal([$"POST /containers/{FakeEngine.IdOf("web")}/rename"], engine.Changes);
        Assert.Equal("Rename container to 'old'", Assert.Single(result.ShouldProcessCalls).Action);
    }

    [Fact]
    public async Task Several_with_one_name_are_refused_before_any_is_renamed()
    {
        await using FakeEngine engine = new("one", "two");
        CmdletResult named = Rename(engine).With(new { Name = "*", NewName = "old" }).Run();
        Assert.StartsWith("TooManyContainers,", named.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        CmdletResult piped = Rename(engine).With("NewName", "old").Input("one", "two").Run();
        Assert.StartsWith("TooManyContainers,", piped.TerminatingError!.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(engine.Changes);
    }

    [Fact]
    public async Task One_on_each_engine_may_have_the_same_name()
    {
        await using FakeEngine one = new("web");
        await using FakeEngine two = new("web");
        CmdletRunner.Create("Rename-Container").With(new { Name = "web", NewName = "old", HostAddress = new[] { one.Address, two.Address } }).Run().AssertNoErrors();
        Assert.Single(one.Changes);
        Assert.Single(two.Changes);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_in_use()
    {
        await using FakeEngine engine = new("web")
        {
            Instead = static request => request.StartsWith("POST ", StringComparison.Ordinal) ? ScriptedServer.Answer(409, """{"message":"Conflict."}""") : null,
        };
        ErrorRecord error = Assert.Single(Rename(engine).With(new { Name = "web", NewName = "old" }).Run().Errors);
        Assert.StartsWith("NameInUse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
    }

    private static CmdletRunner Rename(FakeEngine engine) => CmdletRunner.Create("Rename-Container").With("HostAddress", engine.Address);
}
