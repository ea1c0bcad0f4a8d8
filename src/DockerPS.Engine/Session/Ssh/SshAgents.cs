namespace DockerPS.Engine.Session.Ssh;

/// <summary>Finds, or starts, the agents of a build's <see cref="SshForward"/>s.</summary>
internal static class SshAgents
{
    private const string SocketVariable = "SSH_AUTH_SOCK";
    private const string WindowsAgent = @"\\.\pipe\openssh-ssh-agent";

    /// <exception cref="DockerConfigurationException">There is no agent, a path is none of a socket or key, or a key cannot be used.</exception>
    public static async Task<IReadOnlyDictionary<string, ISshAgent>> OpenAsync(IReadOnlyDictionary<string, SshForward> forwards, CancellationToken cancellationToken)
    {
        var agents = new Dictionary<string, ISshAgent>();
        try
        {
            foreach ((string id, SshForward forward) in forwards)
            {
                agents.Add(id, await OpenAsync(id, forward.Paths, cancellationToken).ConfigureAwait(false));
            }

            return agents;
        }
        catch
        {
            await CloseAsync(agents).ConfigureAwait(false);
            throw;
        }
    }

    public static async Task CloseAsync(IReadOnlyDictionary<string, ISshAgent> agents)
    {
        foreach (ISshAgent agent in agents.Values)
        {
            await agent.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<ISshAgent> OpenAsync(string id, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return new SocketAgent(FindOwn());
        }

        if (paths.FirstOrDefault(path => !IsAgent(path) && !File.Exists(path)) is { } missing)
        {
            throw new DockerConfigurationException($"The ssh agent '{DisplayText.Of(id)}': there is no '{DisplayText.Of(missing)}'.")
            {
                Advice = "Give the socket of an agent, the files of private keys, or nothing for your own agent.",
            };
        }

        if (!paths.Any(IsAgent))
        {
            return await KeyAgent.StartAsync(paths, cancellationToken).ConfigureAwait(false);
        }

        return paths.Count == 1
            ? new SocketAgent(paths[0])
            : throw new DockerConfigurationException($"The ssh agent '{DisplayText.Of(id)}': a socket goes with no other path. Give one socket, or files of keys.");
    }

    private static string FindOwn()
    {
        if (Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 } socket)
        {
            return socket;
        }

        return OperatingSystem.IsWindows()
            ? WindowsAgent
            : throw new DockerConfigurationException($"There is no ssh agent: {SocketVariable} is not set.")
            {
                Advice = "Start one (eval $(ssh-agent); ssh-add) before PowerShell, or give the file of a key: default=~/.ssh/id_ed25519.",
            };
    }

    // A socket is a file of no bytes, which no key is. Links are common: programs put one to their socket into the home folder.
    private static bool IsAgent(string path) =>
        path.StartsWith(@"\\.\pipe\", StringComparison.OrdinalIgnoreCase)
        || (!OperatingSystem.IsWindows() && File.Exists(path) && new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path).Length == 0);
}
