using System.Management.Automation;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Faults;

/// <summary>Names that are none: a clear error for each, and no request that leaves its path.</summary>
public sealed class NameTests
{
    private static readonly string[] s_climbing = ["../x", "..", ".", "a/../../info", "../../info", "../images/json", "a//b", "a/", "a\nb", "a\u0000b", "/"];
    private static readonly string[] s_odd = ["a/b", "a b", " ", "日本", "%2e%2e", "a\\b", "ä:ö"];

    public static TheoryData<string> Containers => ["Get-Container", "Start-Container", "Stop-Container", "Remove-Container", "Wait-Container", "Send-ContainerSignal", "Get-ContainerLog", "Invoke-ContainerCommand"];

    public static TheoryData<string> Images => ["Get-Image", "Remove-Image", "Add-ImageTag", "Push-Image", "Receive-Image", "New-Container", "Invoke-Container"];

    [RealEngineTheory]
    [MemberData(nameof(Containers))]
    public async Task A_container_that_cannot_be_is_an_error_of_its_own(string cmdlet)
    {
        await using FaultedEngine engine = new();
        foreach ((string name, string id) in s_climbing.Select(static n => (n, "BadName")).Concat(s_odd.Select(static n => (n, "ContainerNotFound"))))
        {
            CmdletRunner runner = engine.Cmdlet(cmdlet).With("Name", new[] { name, "nosuch" });
            CmdletResult result = (cmdlet == "Invoke-ContainerCommand" ? runner.With("Command", new[] { "true" }) : runner).Run();

            Assert.True(result.Terminating is null, $"'{name}' ended the command: {result.Terminating}");
            Assert.Equal(2, result.Errors.Count);
            FaultedEngine.AssertError(id, result.Errors.Single(error => Equals(error.TargetObject, name)));
            Assert.DoesNotContain(result.Errors, static error => error.Exception.Message.Any(char.IsControl));
        }
    }

    [RealEngineTheory]
    [MemberData(nameof(Images))]
    public async Task An_image_that_cannot_be_is_an_error(string cmdlet)
    {
        await using FaultedEngine engine = new();
        foreach (string name in s_climbing.Concat(s_odd.Skip(1)))
        {
            CmdletRunner runner = engine.Cmdlet(cmdlet).With(cmdlet.EndsWith("Container", StringComparison.Ordinal) ? "Image" : "Name", name);
            CmdletResult result = (cmdlet == "Add-ImageTag" ? runner.With("Tag", "x:1") : runner).Run();

            Assert.Empty(result.Output);
            ErrorRecord error = result.TerminatingError ?? Assert.Single(result.Errors);
            Assert.True(error.CategoryInfo.Category is ErrorCategory.InvalidArgument or ErrorCategory.ObjectNotFound, $"'{name}': {error.FullyQualifiedErrorId} {error}");
            Assert.DoesNotContain(error.Exception.Message, char.IsControl);
        }
    }

    [RealEngineTheory]
    [InlineData("New-Container")]
    [InlineData("Invoke-Container")]
    public async Task A_new_container_takes_no_such_name(string cmdlet)
    {
        await using FaultedEngine engine = new();
        foreach (string name in s_climbing.Concat(s_odd))
        {
            CmdletResult result = engine.Cmdlet(cmdlet).With("Name", name).Words(PrivateEngines.Current.Image, "true").Run();

            Assert.Empty(result.Output);
            FaultedEngine.AssertError("BadParameter", result.TerminatingError ?? Assert.Single(result.Errors));
        }
    }

    [RealEngineFact]
    public async Task A_name_may_be_written_as_the_engine_writes_it()
    {
        await using FaultedEngine engine = new();
        string name = await engine.StartAsync("sleep 1000000");
        Assert.Equal(name, Assert.Single(engine.Cmdlet("Stop-Container").With(new { Name = "/" + name, PassThru = true }).Run().AssertNoErrors().OutputAs<ContainerDetail>()).Name);
        Assert.Equal(name, Assert.Single(engine.Cmdlet("Get-Container").With("Name", "/" + name).Run().AssertNoErrors().OutputAs<Container>()).Name);
    }
}
