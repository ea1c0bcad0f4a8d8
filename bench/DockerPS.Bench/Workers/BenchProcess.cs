using System.Diagnostics;

namespace DockerPS.Bench.Workers;

/// <summary>Starts programs that speak with the engine under measurement and with no other, whatever the user's settings are.</summary>
internal sealed class BenchProcess(string address, string configFolder)
{
    private static readonly string[] s_foreign =
        ["DOCKER_CONTEXT", "DOCKER_TLS", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "DOCKER_API_VERSION", "DOCKER_CUSTOM_HEADERS", "DOCKER_DEFAULT_PLATFORM"];

    public ProcessStartInfo Describe(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string name in s_foreign)
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOCKER_HOST"] = address;
        start.Environment["DOCKER_CONFIG"] = configFolder;
        start.Environment["DOCKER_BUILDKIT"] = "0";
        return start;
    }

    /// <summary>Runs a program to its end. Returns its output and how long it took from start to end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<(string Output, double Seconds)> RunAsync(string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = Describe(program, arguments);
        start.RedirectStandardError = true;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().ConfigureAwait(false);
        double seconds = watch.Elapsed.TotalSeconds;
        string text = (await error.ConfigureAwait(false)).Trim();
        return process.ExitCode == 0
            ? (await output.ConfigureAwait(false), seconds)
            : throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {text}");
    }
}
