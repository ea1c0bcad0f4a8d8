using System.Diagnostics;

namespace DockerPS.Tests.Support;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal sealed record ChildProcess(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program without a shell; a null value in <paramref name="environment"/> removes the variable.</summary>
    /// <exception cref="TimeoutException">It ran longer than <paramref name="limit"/> and was killed with its children.</exception>
    public static async Task<ChildProcess> RunAsync(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>>? environment = null, TimeSpan? limit = null, string? folder = null, string? input = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        foreach ((string name, string? value) in environment ?? [])
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource late = new(limit ?? TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Path.GetFileName(program)} did not end within {limit ?? TimeSpan.FromMinutes(2)}: {await output}{await error}");
        }

        return new ChildProcess(process.ExitCode, await output, await error);
    }
}
