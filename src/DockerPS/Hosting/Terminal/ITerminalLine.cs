namespace DockerPS.Hosting.Terminal;

/// <summary>The shell's terminal while it is tied to a container. Disposing it gives the terminal back as it was.</summary>
internal interface ITerminalLine : IDisposable
{
    /// <summary>Waits for what is typed. Nothing is taken from the terminal beyond what is returned: the next key is the shell's.</summary>
    /// <returns>How many bytes; 0 at the end of the input, or after <see cref="Interrupt"/>.</returns>
    int Read(Span<byte> buffer);

    /// <summary>Ends <see cref="Read"/>, from any thread, now and for good.</summary>
    void Interrupt();

    /// <summary>Shows bytes as they are.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Waits until the window's size or the terminal's mode may have changed: at a signal, else after a short while.</summary>
    Task WaitForChangeAsync(CancellationToken cancellationToken);

    /// <summary>Sets the mode again where something else, such as a process that ended in the background, has changed it.</summary>
    void Refresh();
}
