using DockerPS.Engine.Requests;

namespace DockerPS.Hosting.Terminal;

/// <summary>The terminal that the shell runs in.</summary>
internal interface ITerminal
{
    /// <summary>False where the shell's standard input is redirected.</summary>
    bool IsInputTerminal { get; }

    /// <summary>False where the shell's standard output is redirected.</summary>
    bool IsOutputTerminal { get; }

    /// <summary>The window's size; null where it is not known.</summary>
    TerminalSize? Size { get; }

    /// <summary>Takes the terminal in a mode until the line is disposed. A standard input that is no terminal is read as it is.</summary>
    ITerminalLine Open(TerminalMode mode);
}
