namespace DockerPS;

/// <summary>A command that is run in a container when it started or before it stops (post_start, pre_stop).</summary>
public sealed class ComposeHook : ComposeElement
{
    /// <summary>The words of the command (command).</summary>
    public ReadableList<string> Command { get; init; } = [];

    /// <summary>The user that runs it (user).</summary>
    public string? User { get; init; }

    /// <summary>Whether it runs with all rights (privileged).</summary>
    public bool? Privileged { get; init; }

    /// <summary>The folder it runs in (working_dir).</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Its environment variables (environment).</summary>
    public ComposeVariables Environment { get; init; } = [];

    /// <summary>The command.</summary>
    public override string ToString() => Command.ToString();
}
