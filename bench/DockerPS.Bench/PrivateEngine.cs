using System.Diagnostics;
using System.Globalization;

namespace DockerPS.Bench;

/// <summary>An engine of this run's own, started by the tests' script; it ends with this process, however that ends.</summary>
internal sealed class PrivateEngine : IDisposable
{
    private readonly string _script;
    private readonly string _folder;

    private PrivateEngine(string script, string folder, string address, string? registry)
    {
        _script = script;
        _folder = folder;
        Address = address;
        Registry = registry;
    }

    public string Address { get; }

    /// <summary>host:port of a registry beside it, plain HTTP; null where the program for one is not here.</summary>
    public string? Registry { get; }

    /// <exception cref="InvalidOperationException">It cannot be started here; the script says why on standard error.</exception>
    public static async Task<PrivateEngine> StartAsync()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            throw new InvalidOperationException("A private engine needs root on Linux. Name an engine in DOCKERPS_BENCH_HOST.");
        }

        string script = Path.Join(Path.GetDirectoryName(BenchContext.Manifest), "tests", "engines", "throwaway.sh");
        string folder = Path.Join(Path.GetTempPath(), $"dockerps-bench-{Environment.ProcessId}");
        string output = await RunAsync(script, "start", folder, "--owner", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        string address = ValueOf(output, "DOCKER_HOST") ?? throw new InvalidOperationException("The private engine did not start; the reason stands above.");
        return new PrivateEngine(script, folder, address, ValueOf(output, "REGISTRY"));
    }

    public void Dispose() => RunAsync(_script, "stop", _folder).GetAwaiter().GetResult();

    private static string? ValueOf(string output, string key) =>
        output.Split('\n').FirstOrDefault(line => line.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..];

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script, .. arguments]) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return output;
    }
}
