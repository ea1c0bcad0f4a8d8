using System.Text.Json;
using DockerPS.Tests.RealEngine;
using DockerPS.Tests.Support;
using DockerPS.Tests.Support.Skipping;

namespace DockerPS.Tests.Pester;

/// <summary>The one run of all suites in a pwsh of its own, started by the first row that asks.</summary>
internal static class PesterRun
{
    // The exit code by which Invoke-Suite.ps1 says that there is no Pester 5.
    private const int NoPester = 3;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(30);
    private static readonly Lazy<Task<PesterReport>> s_report = new(RunAsync);

    /// <exception cref="TestSkippedException">There is no pwsh, or no Pester in it.</exception>
    public static Task<PesterReport> ReportAsync => s_report.Value;

    private static async Task<PesterReport> RunAsync()
    {
        string pwsh = CommandLine.Find("pwsh") ?? throw new TestSkippedException("no pwsh on PATH");
        using TemporaryFolder folder = new();
        string report = folder.Combine("report.json");
        ChildProcess child = await ChildProcess.RunAsync(
            pwsh,
            ["-NoProfile", "-NonInteractive", "-File", Path.Combine(PesterScanner.Folder, "Invoke-Suite.ps1"), "-OutFile", report],
            Environment(folder),
            s_limit);
        if (child.ExitCode == NoPester)
            throw new TestSkippedException("pwsh has no Pester 5");

        Assert.True(child.ExitCode == 0 && File.Exists(report), $"Pester ended with {child.ExitCode}:\n{child.Output}{child.Error}");
        await using FileStream json = File.OpenRead(report);
        return (await JsonSerializer.DeserializeAsync<PesterReport>(json))!;
    }

    private static Dictionary<string, string?> Environment(TemporaryFolder folder)
    {
        Dictionary<string, string?> environment = new()
        {
            ["DOCKERPS_MODULE"] = Repository.File("DockerPS.psd1"),
            // Neither the user's contexts and logins nor an engine of the user's may play a part.
            ["DOCKER_CONFIG"] = folder.Path,
            ["DOCKER_HOST"] = $"unix://{folder.Combine("no-engine.sock")}",
            ["DOCKER_CONTEXT"] = null,
            ["DOCKER_TLS_VERIFY"] = null,
            ["DOCKER_CERT_PATH"] = null,
            ["DOCKER_API_VERSION"] = null,
            // A service on build machines is found by this; Pester would add lines for it to its output.
            ["GITHUB_ACTIONS"] = null,
            ["NO_COLOR"] = "1",
            ["TERM"] = "dumb",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            ["POWERSHELL_UPDATECHECK"] = "Off",
        };
        if (RealEnginePrerequisites.ComposeProgram is { } compose)
            environment["DOCKERPS_TEST_COMPOSE"] = compose;
        if (RealEnginePrerequisites.Missing(RealEngineRequirements.Engine) is not null)
            return environment;

        foreach ((string name, string value) in PrivateEngines.Current.Environment)
            environment[name] = value;
        environment["DOCKER_HOST"] = PrivateEngines.Current.Engine;
        if (RealEnginePrerequisites.Missing(RealEngineRequirements.Swarm) is null)
        {
            environment["DOCKERPS_TEST_SWARM"] = string.Join(';', SwarmEngines.OfPester.Nodes.Select(node => node.Engine));
            environment["DOCKERPS_TEST_SWARM_ADDRESSES"] = string.Join(';', SwarmEngines.OfPester.Nodes.Select(node => node.Address));
        }

        return environment;
    }
}
