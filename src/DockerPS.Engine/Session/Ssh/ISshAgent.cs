namespace DockerPS.Engine.Session.Ssh;

/// <summary>An ssh agent that a build may ask. Disposing it ends what was started for it.</summary>
internal interface ISshAgent : IAsyncDisposable
{
    /// <summary>A new connection to the agent.</summary>
    /// <exception cref="DockerConfigurationException">The agent cannot be reached.</exception>
    Task<Stream> ConnectAsync(CancellationToken cancellationToken);
}
