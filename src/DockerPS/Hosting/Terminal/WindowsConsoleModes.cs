namespace DockerPS.Hosting.Terminal;

/// <summary>The flags of Windows' SetConsoleMode for each of our modes.</summary>
internal static class WindowsConsoleModes
{
    private const uint ProcessedInput = 0x1;
    private const uint LineInput = 0x2;
    private const uint EchoInput = 0x4;
    private const uint WindowInput = 0x8;
    private const uint MouseInput = 0x10;
    private const uint ExtendedFlags = 0x80;
    private const uint VirtualTerminalInput = 0x200;
    private const uint ProcessedOutput = 0x1;
    private const uint VirtualTerminalProcessing = 0x4;
    private const uint DisableNewlineAutoReturn = 0x8;

    /// <summary>The input's mode.</summary>
    /// <param name="mode">What is wanted.</param>
    /// <param name="before">The console's own.</param>
    public static uint Input(TerminalMode mode, uint before) => mode == TerminalMode.Raw
        ? (before & ~(ProcessedInput | LineInput | EchoInput | WindowInput | MouseInput)) | ExtendedFlags | VirtualTerminalInput
        : (before & ~(VirtualTerminalInput | WindowInput | MouseInput)) | ProcessedInput | LineInput | EchoInput | ExtendedFlags;

    /// <summary>The output's mode for sequences and bare newlines; older consoles do not take the latter.</summary>
    /// <param name="before">The console's own.</param>
    /// <param name="isOld">True after the console has refused it otherwise.</param>
    public static uint Output(uint before, bool isOld) =>
        before | ProcessedOutput | VirtualTerminalProcessing | (isOld ? 0 : DisableNewlineAutoReturn);
}
