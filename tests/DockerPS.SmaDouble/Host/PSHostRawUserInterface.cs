namespace System.Management.Automation.Host;

public abstract class PSHostRawUserInterface
{
    public abstract ConsoleColor BackgroundColor { get; set; }

    public abstract Size BufferSize { get; set; }

    public abstract Coordinates CursorPosition { get; set; }

    public abstract int CursorSize { get; set; }

    public abstract ConsoleColor ForegroundColor { get; set; }

    public abstract bool KeyAvailable { get; }

    public abstract Size MaxPhysicalWindowSize { get; }

    public abstract Size MaxWindowSize { get; }

    public abstract Size WindowSize { get; set; }

    public abstract string WindowTitle { get; set; }
}
