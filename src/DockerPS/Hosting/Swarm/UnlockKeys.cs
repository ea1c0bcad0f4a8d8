using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>The key of a swarm that locks itself.</summary>
internal static class UnlockKeys
{
    /// <summary>Reads it from a manager.</summary>
    /// <exception cref="InvalidRequestException">The swarm does not lock itself.</exception>
    public static async Task<DockerSwarmUnlockKey> ReadAsync(EngineApi engine, CancellationToken cancellationToken)
    {
        string key = await engine.Swarm.GetUnlockKeyAsync(cancellationToken).ConfigureAwait(false);
        return key.Length > 0 ? new DockerSwarmUnlockKey { Connection = engine.Connection, Key = key } : throw Missing();
    }

    /// <summary>The error where there is none.</summary>
    public static InvalidRequestException Missing() => new("NoUnlockKey", "The managers of this swarm do not lock themselves: there is no key.")
    {
        Advice = "Update-DockerSwarm -AutoLock makes them.",
    };
}
