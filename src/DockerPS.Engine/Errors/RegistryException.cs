namespace DockerPS;

/// <summary>The engine could not get from a registry, or from the index that it searches, what was asked: it was not reached, or it refused.</summary>
public sealed class RegistryException : DockerException
{
    internal RegistryException(string registry, string message)
        : base(message)
    {
        Registry = registry;
    }

    /// <summary>The registry as host or host:port.</summary>
    public string Registry { get; }

    /// <summary>True where the registry answered and did not take the login.</summary>
    public bool IsRefused { get; init; }

    /// <summary>True where there was no answer: no way there, no name, no trust in its certificate.</summary>
    public bool IsUnreachable { get; init; }
}
