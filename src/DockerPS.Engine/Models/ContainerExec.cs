namespace DockerPS;

/// <summary>A command that was started in a container and left to itself (POST /containers/{id}/exec).</summary>
public sealed class ContainerExec : DockerObject
{
    internal ContainerExec()
    {
    }

    /// <summary>The id of the command's run, 64 hexadecimal digits (Id).</summary>
    public string ExecId { get; internal init; } = "";

    /// <summary>The container's name.</summary>
    public string Container { get; internal init; } = "";

    /// <summary>The container's full id.</summary>
    public string ContainerId { get; internal init; } = "";

    /// <summary>The command and its arguments (Cmd).</summary>
    public ReadableList<string> Command { get; internal init; } = [];

    /// <summary>The id in its short form.</summary>
    public override string ToString() => ShortId.Of(ExecId);
}
