namespace DockerPS;

/// <summary>The key that a manager of a swarm which locks itself needs after a restart. Keep it where the managers are not.</summary>
public sealed class DockerSwarmUnlockKey : DockerObject
{
    internal DockerSwarmUnlockKey()
    {
    }

    /// <summary>The key (UnlockKey of GET /swarm/unlockkey).</summary>
    public string Key { get; internal init; } = "";

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}
