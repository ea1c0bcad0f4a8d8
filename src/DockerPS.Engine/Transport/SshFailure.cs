namespace DockerPS.Engine.Transport;

/// <summary>Reads what ssh and the far side say on their error stream.</summary>
internal static class SshFailure
{
    private const int MaxLines = 3;

    private static readonly (string Text, string Advice)[] s_advice =
    [
        ("Host key verification failed", "Log in once with ssh by hand and accept the host key, or add it to known_hosts."),
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", "The host key is not the known one. Find out why before you remove the old one from known_hosts."),
        ("Permission denied (", "ssh could not log in. Check the user, and that your key is loaded (ssh-add) or named in your ssh configuration."),
        ("Could not resolve hostname", "Check the spelling of the host, or its entry in your ssh configuration."),
        ("Connection refused", "Check that sshd runs on that host and port."),
        ("docker.sock", "ssh works, but docker on that host cannot reach its engine. Check that it runs, and that the user may use its socket."),
        ("Cannot connect to the Docker daemon", "ssh works, but docker on that host cannot reach its engine. Check that it runs, and that the user may use its socket."),
        ("docker: command not found", "ssh works, but there is no docker program on that host's PATH (the one of a shell without login)."),
        ("docker: not found", "ssh works, but there is no docker program on that host's PATH (the one of a shell without login)."),
    ];

    /// <summary>The last lines of the text, for a message; null where there are none.</summary>
    public static string? Summarize(string errorText)
    {
        string[] lines = errorText.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? null : DisplayText.OfMessage(string.Join("; ", lines[^Math.Min(MaxLines, lines.Length)..]));
    }

    /// <summary>True where sshd was too busy or the line broke, so that a second try is worth it.</summary>
    public static bool IsPassing(string errorText) =>
        errorText.Contains("kex_exchange_identification", StringComparison.Ordinal)
        || errorText.Contains("Connection closed by", StringComparison.Ordinal)
        || errorText.Contains("Connection reset by", StringComparison.Ordinal);

    public static string Advice(string message)
    {
        foreach ((string text, string advice) in s_advice)
        {
            if (message.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return advice;
            }
        }

        return "Check that the same login works by hand: ssh <host> docker version.";
    }
}
