using System.Text;
using DockerPS.Engine.Api;
using DockerPS.Hosting;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Swarm;

/// <summary>The cmdlets of secrets and configs in a real swarm.</summary>
public sealed class RealSecretTests
{
    private static readonly string s_label = $"{TestRun.Label}={TestRun.Id}";

    [RealEngineTheory(RealEngineRequirements.Swarm)]
    [InlineData("Secret")]
    [InlineData("Config")]
    public void They_are_made_labelled_found_and_removed(string noun)
    {
        string name = "zzlife" + noun;
        On($"New-Docker{noun}").With(new { Name = name, Value = new byte[] { 1, 2 }, Label = new object[] { s_label, "a=1" } }).Run().AssertNoErrors();

        Assert.Equal("NameInUse", ErrorOf(On($"New-Docker{noun}").With(new { Name = name, Value = "x" }).Run()));
        DockerSwarmObject item = Assert.Single(On($"Update-Docker{noun}").With(new { Name = name, AddLabel = new object[] { "b=2" }, RemoveLabel = new[] { "a" }, PassThru = true }).Run().AssertNoErrors().OutputAs<DockerSwarmObject>());
        Assert.Equal("2", item.Labels["b"]);
        Assert.False(item.Labels.ContainsKey("a"));
        Assert.Equal(item.Id, Assert.Single(On($"Get-Docker{noun}").With(new { Name = item.Id[..15] }).Run().AssertNoErrors().OutputAs<DockerSwarmObject>()).Id);
        Assert.Equal(item.Id, Assert.Single(On($"Get-Docker{noun}").With(new { Name = name + "*", Label = new object[] { "b" } }).Run().AssertNoErrors().OutputAs<DockerSwarmObject>()).Id);

        On($"Remove-Docker{noun}").With(new { Name = name }).Run().AssertNoErrors();
        Assert.Equal($"{noun}NotFound", ErrorOf(On($"Get-Docker{noun}").With(new { Name = name }).Run()));
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public void A_config_can_be_read_byte_for_byte()
    {
        const string Name = "zzread";
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(static number => (byte)number)];
        On("New-DockerConfig").With(new { Name, Value = bytes, Label = new object[] { s_label }, TemplateDriver = "golang" }).Run().AssertNoErrors();

        DockerConfigDetail config = Assert.Single(On("Get-DockerConfig").With(new { Name, Detailed = true }).Run().AssertNoErrors().OutputAs<DockerConfigDetail>());

        Assert.Equal(bytes, config.Data);
        Assert.Equal("golang", config.TemplateDriver);
        On("Remove-DockerConfig").With(new { Name }).Run().AssertNoErrors();
    }

    [RealEngineTheory(RealEngineRequirements.Swarm)]
    [InlineData("Secret", (500 * 1024) - 1)]
    [InlineData("Config", (1000 * 1024) - 1)]
    public void The_largest_that_is_let_through_is_taken(string noun, int size)
    {
        string name = "zzlarge" + noun;

        On($"New-Docker{noun}").With(new { Name = name, Value = Encoding.UTF8.GetString(new byte[size]), Label = new object[] { s_label } }).Run().AssertNoErrors();

        On($"Remove-Docker{noun}").With(new { Name = name }).Run().AssertNoErrors();
    }

    /// <summary>What the version is for: nobody's change is lost, whoever comes between.</summary>
    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task Changes_at_once_all_arrive()
    {
        const int Changes = 6;
        const string Name = "zzmany";
        DockerSecret secret = Assert.Single(On("New-DockerSecret").With(new { Name, Value = "x", Label = new object[] { s_label } }).Run().AssertNoErrors().OutputAs<DockerSecret>());
        EngineApi engine = new(ConnectionFactory.OfText(SwarmOfOne.Current.Engine));
        using var together = new Barrier(Changes);

        // All have read the object before the first one writes.
        await Task.WhenAll(Enumerable.Range(0, Changes).Select(number => Task.Run(() =>
        {
            bool waited = false;
            return engine.Secrets.Update(secret.Id).RunAsync(
                item =>
                {
                    if (!waited)
                    {
                        waited = true;
                        Assert.True(together.SignalAndWait(TimeSpan.FromMinutes(1)));
                    }

                    item["Spec"]!["Labels"]![$"label{number}"] = "1";
                    return true;
                },
                TestLimit.Token);
        })));

        DockerSecret after = Assert.Single(On("Get-DockerSecret").With(new { Name }).Run().OutputAs<DockerSecret>());
        Assert.Equal(Changes, after.Labels.Keys.Count(static label => label.StartsWith("label", StringComparison.Ordinal)));
        On("Remove-DockerSecret").With(new { Name }).Run().AssertNoErrors();
    }

    private static CmdletRunner On(string cmdlet) => CmdletRunner.Create(cmdlet).With(new { HostAddress = SwarmOfOne.Current.Engine });

    private static string? ErrorOf(CmdletResult result) =>
        (result.TerminatingError ?? result.Errors.FirstOrDefault())?.FullyQualifiedErrorId.Split(',')[0];
}
