using System.Runtime.Versioning;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting.Terminal;

/// <summary>A terminal of Linux or macOS.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixTerminal : ITerminal
{
    public bool IsInputTerminal => UnixNative.IsTerminal(UnixNative.StandardInput) == 1;

    public bool IsOutputTerminal => UnixNative.IsTerminal(UnixNative.StandardOutput) == 1;

    public TerminalSize? Size => WindowSize.Read();

    public ITerminalLine Open(TerminalMode mode) => new UnixTerminalLine(mode, IsInputTerminal);
}
