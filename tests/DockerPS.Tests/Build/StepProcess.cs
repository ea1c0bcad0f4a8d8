namespace DockerPS.Tests.Build;

/// <summary>BuildKit's steps are no containers: they are found by their processes, of which the engine is on this machine.</summary>
internal static class StepProcess
{
    /// <summary>True where a shell runs whose command has that text in it.</summary>
    public static bool IsRunning(string text) => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            string line = File.ReadAllText(Path.Join(process, "cmdline"));
            return line.StartsWith("/bin/sh", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
