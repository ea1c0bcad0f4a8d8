namespace DockerPS.Hosting.Output;

/// <summary>What can be had together of input, terminal and output; the same for a new container and for a command in a running one.</summary>
internal static class InputRules
{
    /// <exception cref="InvalidRequestException">Two wishes exclude each other, or need a terminal that cannot be had.</exception>
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

        if (interactive && !hasInput && !detach)
        {
            throw new InvalidRequestException("TerminalNotSupported", "The terminal cannot be tied to a container yet.")
            {
                Advice = "Pipe the input in, or give it with -InFile; -Tty alone shows what is drawn. For a session use docker run -it or docker exec -it.",
            };
        }
    }
}
