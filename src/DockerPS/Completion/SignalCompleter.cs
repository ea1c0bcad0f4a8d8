namespace DockerPS.Completion;

/// <summary>The signals that containers are sent most; the engine knows more.</summary>
internal sealed class SignalCompleter() : WordCompleter("HUP", "INT", "QUIT", "KILL", "TERM", "USR1", "USR2", "WINCH", "STOP", "CONT");
