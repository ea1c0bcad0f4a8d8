using DockerPS.Engine.Requests;

namespace DockerPS.Hosting.Terminal;

/// <summary>A console of Windows.</summary>
internal sealed class WindowsTerminal : ITerminal
{
    public bool IsInputTerminal => IsConsole(WindowsNative.StandardInput);

    public bool IsOutputTerminal => IsConsole(WindowsNative.StandardOutput);

    public TerminalSize? Size => WindowSize.Read();

    public ITerminalLine Open(TerminalMode mode) => new WindowsTerminalLine(mode, IsInputTerminal);

    private static bool IsConsole(int which) => WindowsNative.GetConsoleMode(WindowsNative.GetStdHandle(which), out _);
}
