using System.Globalization;
using System.Runtime.InteropServices;

namespace DockerPS.Bench.Reporting;

/// <summary>What a run was measured on.</summary>
internal static class MachineText
{
    public static async Task<string> DescribeAsync(BenchContext context)
    {
        (string engine, string api) = context.Raw.Version();
        string memory = (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024)).ToString("0", CultureInfo.InvariantCulture);
        string cli = context.Cli is null ? "not there" : await context.CliOutputAsync("version", "--format", "{{.Client.Version}}").ConfigureAwait(false);
        string shell = context.Pwsh is null
            ? "not there: these are rows of the engine client, without cmdlets and without the import"
            : (await context.RunPwshAsync("-Command", "$PSVersionTable.PSVersion.ToString()").ConfigureAwait(false)).Output.Trim();
        return string.Create(CultureInfo.InvariantCulture, $"""
            - {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC; {Environment.ProcessorCount} cores, {memory} GiB memory, {RuntimeInformation.OSDescription.Trim()}{Load()}
            - engine {engine} (API {api}) over {context.Address[..context.Address.IndexOf(':', StringComparison.Ordinal)]}, docker CLI {cli}
            - PowerShell {shell}
            """);
    }

    private static string Load()
    {
        const string File = "/proc/loadavg";
        return System.IO.File.Exists(File) ? $"; load before the run {System.IO.File.ReadAllText(File).Split(' ')[0]}" : "";
    }
}
