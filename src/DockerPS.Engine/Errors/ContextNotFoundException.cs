namespace DockerPS;

/// <summary>A context, or the text of a connection, names no context that is there and no endpoint. The message lists what there is.</summary>
public sealed class ContextNotFoundException : DockerException
{
    internal ContextNotFoundException(string contextName, string message)
        : base(message)
    {
        ContextName = contextName;
    }

    /// <summary>The name that was looked for.</summary>
    public string ContextName { get; }
}
