namespace DockerPS.Tests.Support;

/// <summary>A real PowerShell; only in tests that carry <see cref="PwshFactAttribute"/>.</summary>
internal static class Pwsh
{
    /// <summary>The output of a script; an error in it, of whatever kind, fails the test.</summary>
    public static Task<string> RunAsync(string script) => CommandLine.RunAsync(
        CommandLine.Find("pwsh")!,
        "-NoProfile",
        "-NonInteractive",
        "-Command",
        "$ErrorActionPreference = 'Stop'; $PSStyle.OutputRendering = 'PlainText'\n" + script);

    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
