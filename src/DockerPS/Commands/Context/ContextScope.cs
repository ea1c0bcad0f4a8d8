namespace DockerPS.Commands;

/// <summary>How far Use-DockerContext reaches.</summary>
public enum ContextScope
{
    /// <summary>This session (runspace) only.</summary>
    Session,

    /// <summary>This session, and the docker CLI and every later session of the user: currentContext of config.json is written.</summary>
    User,
}
