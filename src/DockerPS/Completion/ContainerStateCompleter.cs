namespace DockerPS.Completion;

/// <summary>The states of containers that engines know today.</summary>
internal sealed class ContainerStateCompleter() : WordCompleter(Words)
{
    public static string[] Words { get; } = ["created", "running", "paused", "restarting", "removing", "exited", "dead"];
}
