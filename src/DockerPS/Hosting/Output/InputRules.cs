namespace DockerPS.Hosting.Output;

/// <summary>What can be had together of input, terminal and output; the same for a new container and for a command in a running one.</summary>
internal static class InputRules
{
    /// <exception cref="InvalidRequestException">Two wishes exclude each other, or leave no place for the output.</exception>
    public static void Check(bool isPiped, bool isFile, bool tty, bool interactive, bool detach, bool takesOutput)
    {
        if (isPiped && isFile)
        {
            throw new InvalidRequestException("InputConflict", "The standard input can come from the pipeline or from -InFile, not from both.");
        }

        bool hasInput = isPiped || isFile;
        if (detach && (hasInput || takesOutput))
        {
            throw new InvalidRequestException("OutputConflict", "What is detached has no streams here: -Detach goes without input, -AsResult, -AsByteStream and -OutFile.");
        }

        if (tty && hasInput)
        {
            throw new InvalidRequestException("InputConflict", "A terminal has no end of input: -Tty goes without piped input and -InFile. Leave -Tty out, and the input is read as it is.");
        }

        if (interactive && tty && takesOutput)
        {
            throw new InvalidRequestException("OutputConflict", "A session goes to the terminal: -Interactive with -Tty goes without -AsResult, -AsByteStream and -OutFile.");
        }
    }

    /// <summary>True where the container gets the shell's terminal: what is typed goes there, and what it draws is shown.</summary>
    public static bool IsSession(bool tty, bool interactive, bool detach) => tty && interactive && !detach;

    /// <summary>True where the container reads what the shell itself would read.</summary>
    public static bool ReadsShell(bool hasInput, bool tty, bool interactive, bool detach) => interactive && !tty && !hasInput && !detach;
}
