namespace DockerPS;

/// <summary>What is done with the standard error of a command in a container.</summary>
public enum StandardErrorAction
{
    /// <summary>Its lines go to the information stream, shown on the host; 6> redirects them.</summary>
    Information,

    /// <summary>Its lines, or bytes, go where standard output goes.</summary>
    Output,

    /// <summary>Each of its lines becomes an error record.</summary>
    Error,

    /// <summary>It is dropped.</summary>
    Ignore,
}
