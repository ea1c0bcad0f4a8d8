namespace DockerPS;

/// <summary>What Test-DockerConnection -Detailed saw of one engine.</summary>
public sealed class DockerConnectionTest : DockerObject
{
    internal DockerConnectionTest()
    {
    }

    /// <summary>The endpoint that was asked.</summary>
    public string Endpoint => Connection.Endpoint;

    /// <summary>True where the engine answered GET /_ping.</summary>
    public bool Reachable { get; internal init; }

    /// <summary>The version of the API that is spoken with it; null where it did not answer.</summary>
    public string? ApiVersion { get; internal init; }

    /// <summary>The engine's version; null where it did not answer.</summary>
    public string? EngineVersion { get; internal init; }

    /// <summary>How long the answer took, connecting included; null where it did not answer.</summary>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>Why it did not answer; null where it did.</summary>
    public string? Error { get; internal init; }
}
