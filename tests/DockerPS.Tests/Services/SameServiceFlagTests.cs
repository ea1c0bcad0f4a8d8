using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.Services;

/// <summary>That New-DockerService and Update-DockerService send what docker service create and docker service update send for the same flags:
/// compared with what docker 28.2 was seen to send (Fixtures/services/cli-requests.json), and with the docker CLI of this machine, if there is one.
/// DOCKERPS_UPDATE_FIXTURES=1 writes down anew what that one sends.</summary>
public sealed class SameServiceFlagTests
{
    private static readonly Lazy<JsonObject> s_recorded = new(() => (JsonObject)JsonNode.Parse(File.ReadAllText(FixturePath))!);

    public static TheoryData<string> Creates => [.. ServiceFlagCases.Create.Keys];

    public static TheoryData<string> Updates => [.. ServiceFlagCases.Update.Keys];

    private static string FixturePath => Repository.File("tests", "Fixtures", "services", "cli-requests.json");

    [Theory]
    [MemberData(nameof(Creates))]
    public async Task New_sends_what_docker_was_seen_to_send(string name) =>
        AssertSame(s_recorded.Value["create"]![name]!, await OursAsync("New-DockerService", ServiceFlagCases.Create[name]));

    [Theory]
    [MemberData(nameof(Updates))]
    public async Task Update_sends_what_docker_was_seen_to_send(string name) =>
        AssertSame(s_recorded.Value["update"]![name]!, await OursAsync("Update-DockerService", ServiceFlagCases.Update[name]));

    [SkippableFact]
    public async Task The_docker_CLI_of_this_machine_sends_what_was_seen()
    {
        string docker = CommandLine.Find("docker") ?? throw new TestSkippedException("There is no docker CLI here.");
        var seen = new JsonObject { ["create"] = new JsonObject(), ["update"] = new JsonObject() };
        foreach ((string name, ServiceFlagCase one) in ServiceFlagCases.Create)
        {
            seen["create"]![name] = await TheirsAsync(docker, ["service", "create", "-d", "--no-resolve-image", "--name", "web", .. one.Flags, ServiceFlagCases.Image, "sleep", "1"]);
        }

        foreach ((string name, ServiceFlagCase one) in ServiceFlagCases.Update)
        {
            seen["update"]![name] = await TheirsAsync(docker, ["service", "update", "-d", "--no-resolve-image", .. one.Flags, "web"]);
        }

        if (Environment.GetEnvironmentVariable("DOCKERPS_UPDATE_FIXTURES") == "1")
        {
            await File.WriteAllTextAsync(
                FixturePath, seen.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        }

        foreach (string command in new[] { "create", "update" })
        {
            foreach ((string name, JsonNode? body) in (JsonObject)seen[command]!)
            {
                if (body is not null)
                {
                    AssertSame(s_recorded.Value[command]![name]!, body);
                }
            }
        }
    }

    private static async Task<JsonObject> OursAsync(string cmdlet, ServiceFlagCase one)
    {
        await using var engine = new ScriptedServices();
        CmdletRunner runner = engine.Run(cmdlet).With(new { Detach = true, NoResolveImage = true, Name = "web" });
        if (cmdlet == "New-DockerService")
        {
            runner.With(new { ServiceFlagCases.Image, Command = new[] { "sleep", "1" } });
        }

        foreach ((string parameter, object? value) in one.Parameters)
        {
            runner.With(parameter, value);
        }

        runner.Run().AssertNoErrors();
        JsonObject spec = engine.SentSpec;
        if (cmdlet == "Update-DockerService")
        {
            // The CLI drops what it does not know; here it survives.
            Assert.Equal("""{"A":1}""", spec["Unknown"]!.ToJsonString());
            spec.Remove("Unknown");
        }

        return spec;
    }

    /// <summary>What the docker CLI sends; null where this one is too old for a flag.</summary>
    private static async Task<JsonObject?> TheirsAsync(string docker, string[] arguments)
    {
        using var folder = new TemporaryFolder();
        await using var engine = new ScriptedServices();
        ChildProcess run = await ChildProcess.RunAsync(docker, arguments, [new("DOCKER_HOST", engine.Address), new("DOCKER_CONTEXT", null), new("DOCKER_CONFIG", folder.Path)]);
        Assert.True(run.ExitCode == 0 || run.Error.Contains("unknown flag", StringComparison.Ordinal), $"{string.Join(' ', arguments)}: {run.Error}");
        return run.ExitCode == 0 ? engine.SentSpec : null;
    }

    private static void AssertSame(JsonNode expected, JsonNode actual) => Assert.Equal(SpecText.Of(expected), SpecText.Of(actual));
}
