using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.RealEngine;

/// <summary>That nothing is left of private engines, whoever was killed.</summary>
public sealed class ThrowawayScriptTests : IDisposable
{
    private readonly string _prefix = Path.Combine(Path.GetTempPath(), $"dpstest{Guid.NewGuid().ToString("N")[..6]}");
    private readonly List<string> _folders = [];

    [RealEngineFact(RealEngineRequirements.Network)]
    public async Task Killing_the_owner_ends_everything()
    {
        using Process owner = Process.Start("sleep", "1000");
        string folder = await StartAsync(owner.Id);
        string[] links = File.ReadAllLines(Path.Combine(folder, "links"));
        await RunContainerAsync(folder);
        Assert.NotEmpty(ProcessesOf(folder));
        Assert.NotEmpty(links);

        owner.Kill();

        await Wait.UntilAsync(() => !Directory.Exists(folder), "the folder goes");
        AssertNothingRuns(folder, links);
        Assert.Empty(ControlGroupsOf(folder));
    }

    [RealEngineFact(RealEngineRequirements.Network)]
    public async Task Killing_the_supervisor_ends_the_processes_and_the_next_start_removes_the_files()
    {
        string folder = await StartAsync();
        string[] links = File.ReadAllLines(Path.Combine(folder, "links"));
        await RunContainerAsync(folder);

        int supervisor = int.Parse(File.ReadAllText(Path.Combine(folder, "supervisor")).Split(' ')[0], CultureInfo.InvariantCulture);
        using (Process process = Process.GetProcessById(supervisor))
            process.Kill();

        await Wait.UntilAsync(() => ProcessesOf(folder).Length == 0, "the processes end");
        await Wait.UntilAsync(() => !links.Any(LinkExists), "the links go");
        Assert.True(Directory.Exists(folder));

        string second = await StartAsync();
        Assert.False(Directory.Exists(folder));
        Assert.Empty(ControlGroupsOf(folder));
        await StopAsync(second);
    }

    [RealEngineFact(RealEngineRequirements.Swarm)]
    public async Task Killing_the_owner_of_a_swarm_ends_everything()
    {
        using Process owner = Process.Start("sleep", "1000");
        string folder = await StartAsync(owner.Id, "--engines", "0", "--swarm");
        string[] links = File.ReadAllLines(Path.Combine(folder, "links"));
        Assert.NotEmpty(links);
        using (RawEngine first = new($"unix://{folder}/w1.sock"))
        using (RawEngine third = new($"unix://{folder}/w3.sock"))
        {
            Assert.Equal("node1", (string?)(await first.GetJsonAsync("info"))["Name"]);
            await first.PostAsync("swarm/init", new JsonObject { ["ListenAddr"] = "0.0.0.0:2377", ["AdvertiseAddr"] = "127.0.0.1" });
            string id = (string)(await third.PostAsync("containers/create", new JsonObject { ["Image"] = "bbx:1", ["Cmd"] = new JsonArray("sleep", "1000") }))!["Id"]!;
            await third.PostAsync($"containers/{id}/start");
        }

        Assert.NotEmpty(ProcessesOf(folder));
        Assert.NotEmpty(ControlGroupsOf(folder));

        owner.Kill();

        await Wait.UntilAsync(() => !Directory.Exists(folder), "the folder goes");
        AssertNothingRuns(folder, links);
        Assert.Empty(ControlGroupsOf(folder));
    }

    [RealEngineFact(RealEngineRequirements.Network)]
    public async Task Two_runs_do_not_meet()
    {
        string[] folders = await Task.WhenAll(StartAsync(), StartAsync());
        string[] links = [.. folders.Select(folder => File.ReadAllText(Path.Combine(folder, "links")))];
        Assert.Equal(2, links.Distinct().Count());
        foreach (string folder in folders)
        {
            using RawEngine engine = new($"unix://{folder}/a.sock");
            Assert.Equal("OK", await engine.GetAsync("_ping"));
        }

        foreach (string folder in folders)
        {
            await StopAsync(folder);
            Assert.False(Directory.Exists(folder));
            Assert.Empty(ProcessesOf(folder));
        }
    }

    [RealEngineFact(RealEngineRequirements.Network)]
    public async Task A_network_that_is_taken_is_refused()
    {
        string first = await StartAsync();
        string taken = File.ReadAllLines(Path.Combine(first, "answer")).First(line => line.StartsWith("ADDRESS_A=", StringComparison.Ordinal))["ADDRESS_A=".Length..];
        string subnet = taken[..taken.LastIndexOf('.')];
        ChildProcess second = await ChildProcess.RunAsync(Script, ["start", NewFolder(), "--subnet", subnet]);
        Assert.Equal(75, second.ExitCode);
        await StopAsync(first);
    }

    public void Dispose()
    {
        foreach (string folder in _folders.Where(Directory.Exists))
        {
            using Process stop = Process.Start(Script, ["stop", folder]);
            stop.WaitForExit();
        }
    }

    private static string Script => Repository.File("tests", "engines", "throwaway.sh");

    private string NewFolder()
    {
        lock (_folders)
        {
            _folders.Add($"{_prefix}-{_folders.Count}");
            return _folders[^1];
        }
    }

    private async Task<string> StartAsync(int? owner = null, params string[] options)
    {
        string folder = NewFolder();
        string pid = (owner ?? Environment.ProcessId).ToString(CultureInfo.InvariantCulture);
        ChildProcess child = await ChildProcess.RunAsync(Script, ["start", folder, "--owner", pid, .. options]);
        Assert.True(child.ExitCode == 0, child.Error);
        return folder;
    }

    private static async Task StopAsync(string folder)
    {
        ChildProcess child = await ChildProcess.RunAsync(Script, ["stop", folder]);
        Assert.True(child.ExitCode == 0, child.Error);
    }

    private static async Task RunContainerAsync(string folder)
    {
        using RawEngine engine = new($"unix://{folder}/a.sock");
        string id = (string)(await engine.PostAsync("containers/create", new JsonObject { ["Image"] = "bbx:1", ["Cmd"] = new JsonArray("sleep", "1000") }))!["Id"]!;
        await engine.PostAsync($"containers/{id}/start");
        Assert.NotEmpty(ControlGroupsOf(folder));
    }

    private static void AssertNothingRuns(string folder, string[] links)
    {
        Assert.Empty(ProcessesOf(folder));
        Assert.DoesNotContain(links, LinkExists);
    }

    /// <summary>The processes that have the folder in their command line, and the containers, which are in its control groups.</summary>
    private static string[] ProcessesOf(string folder)
        => [.. Directory.GetDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0])
            && (Read(process, "cmdline").Contains(folder + "/", StringComparison.Ordinal) || Read(process, "cgroup").Contains($"/{Path.GetFileName(folder)}-", StringComparison.Ordinal)))];

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string[] ControlGroupsOf(string folder)
    {
        string[] roots = ["/sys/fs/cgroup", .. Directory.GetDirectories("/sys/fs/cgroup")];
        return [.. roots.SelectMany(root => Directory.GetDirectories(root, Path.GetFileName(folder) + "-*"))];
    }

    private static bool LinkExists(string link) => Directory.Exists($"/sys/class/net/{link}");
}
