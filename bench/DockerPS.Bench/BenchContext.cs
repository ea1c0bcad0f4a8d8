using System.Diagnostics;
using DockerPS.Bench.Measuring;
using DockerPS.Bench.Raw;
using DockerPS.Bench.Workers;

namespace DockerPS.Bench;

/// <summary>What a run measures with: one engine, its raw exchange, and the programs that are there.</summary>
internal sealed class BenchContext : IDisposable
{
    private const string LabelKey = "dockerps.bench";

    private readonly BenchProcess _processes;

    public BenchContext(string address, string image, string? registry, BenchOptions options, string folder)
    {
        Address = address;
        Image = image;
        Registry = registry is null ? null : new BenchRegistry(registry);
        Sizes = options.Sizes;
        Folder = folder;
        Name = $"dpsbench{Environment.ProcessId}";
        Raw = new RawEngine(address);
        string config = Directory.CreateDirectory(Path.Join(folder, "config")).FullName;
        _processes = new BenchProcess(address, config);
        Pwsh = options.ClientOnly ? null : Programs.Find("pwsh");

        // Its commands are lines of a shell here.
        Cli = OperatingSystem.IsWindows() ? null : Programs.Find("docker");
    }

    public string Address { get; }

    public string Image { get; }

    /// <summary>A registry that the engine may push to; null where there is none.</summary>
    public BenchRegistry? Registry { get; }

    public BenchSizes Sizes { get; }

    /// <summary>A folder of this run, deleted at its end.</summary>
    public string Folder { get; }

    /// <summary>Begins the names of all that this run makes.</summary>
    public string Name { get; }

    public RawEngine Raw { get; }

    /// <summary>The real PowerShell, or null.</summary>
    public string? Pwsh { get; }

    /// <summary>The docker CLI, or null.</summary>
    public string? Cli { get; }

    /// <summary>The module's manifest: the build of this program staged what it names.</summary>
    public static string Manifest { get; } = Path.Join(RepositoryRoot(), "DockerPS.psd1");

    /// <summary>The label of a group's containers.</summary>
    public string LabelOf(string group) => $"{LabelKey}={Name}-{group}";

    /// <summary>A process that does DockerPS's side and the raw one.</summary>
    public BenchWorker StartWorker() => new(Pwsh is null
        ? _processes.Describe(Programs.Find("dotnet") ?? "dotnet", typeof(BenchContext).Assembly.Location, ClientWorker.Word, Address)
        : _processes.Describe(
            Pwsh,
            ["-NoProfile", "-NonInteractive", "-File", Script("worker.ps1"), Manifest, Path.Join(AppContext.BaseDirectory, "DockerPS.Bench.Raw.dll"), Address, BenchWorker.Mark]));

    /// <summary>Runs a PowerShell to its end.</summary>
    public Task<(string Output, double Seconds)> RunPwshAsync(params IEnumerable<string> arguments) =>
        _processes.RunAsync(Pwsh!, ["-NoProfile", "-NonInteractive", .. arguments]);

    /// <summary>Runs a line of shell that uses the docker CLI. Returns its time, the start of its processes included.</summary>
    public async Task<double> RunCliAsync(Contestant contestant) =>
        (await _processes.RunAsync("/bin/sh", ["-c", contestant.Operation, "sh", .. contestant.Arguments]).ConfigureAwait(false)).Seconds;

    public async Task<string> CliOutputAsync(params IEnumerable<string> arguments) =>
        (await _processes.RunAsync(Cli!, arguments).ConfigureAwait(false)).Output.Trim();

    /// <summary>The CLI's side of a row, or null where there is no CLI.</summary>
    public Contestant? CliContestant(string script, params string[] arguments) =>
        Cli is null ? null : new Contestant(Side.Cli, script, arguments);

    public static string Script(string name) => Path.Join(AppContext.BaseDirectory, "Scripts", name);

    /// <summary>Has the disk take what was written before, so that the next sample does not wait for it.</summary>
    public static void Settle()
    {
        if (!OperatingSystem.IsWindows())
        {
            using var sync = Process.Start("sync");
            sync.WaitForExit();
        }
    }

    public void Dispose()
    {
        Raw.Dispose();
        Registry?.Dispose();
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Join(folder.FullName, "DockerPS.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The benchmarks must run from inside the source tree.");
    }
}
