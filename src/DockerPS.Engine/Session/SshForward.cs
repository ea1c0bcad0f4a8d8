namespace DockerPS.Engine.Session;

/// <summary>Where the requests go that a build's <c>RUN --mount=type=ssh</c> sends to an ssh agent.</summary>
/// <param name="Paths">As in docker's <c>--ssh id=path,path</c>: the socket of one agent, or the files of keys, for which a private agent is
/// started. Empty for the user's own agent (SSH_AUTH_SOCK; on Windows the OpenSSH agent's pipe).</param>
internal sealed record SshForward(IReadOnlyList<string> Paths);
