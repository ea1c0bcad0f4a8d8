namespace DockerPS.Hosting.Terminal;

/// <summary>Finds the terminal that the shell runs in.</summary>
internal static class ShellTerminal
{
    private static readonly AsyncLocal<ITerminal?> s_substitute = new();
    private static readonly ITerminal s_system = OperatingSystem.IsWindows() ? new WindowsTerminal() : new UnixTerminal();

    public static ITerminal Current => s_substitute.Value ?? s_system;

    /// <summary>Puts another terminal in its place for what this call's context goes on to do; null puts the system's back.</summary>
    public static void Substitute(ITerminal? terminal) => s_substitute.Value = terminal;
}
