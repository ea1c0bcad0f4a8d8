using System.Diagnostics;

namespace DockerPS.Tests.Support;

/// <summary>Runs a program to its end.</summary>
internal static class CommandLine
{
    /// <summary>The program on PATH, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
            .FirstOrDefault(File.Exists);

    /// <summary>What the program wrote to its standard output; both outputs are in the failure when it ends with another code than 0.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Colors would stand in the text.
        start.Environment["NO_COLOR"] = "1";
        start.Environment["TERM"] = "dumb";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        string text = await output;
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:{Environment.NewLine}{text}{errors}");
        return text.ReplaceLineEndings("\n");
    }
}
