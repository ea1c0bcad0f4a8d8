namespace DockerPS.Tests.RealEngine;

/// <summary>What a test needs of <see cref="PrivateEngines"/>.</summary>
[Flags]
public enum RealEngineRequirements
{
    /// <summary>One engine, private or given by DOCKERPS_TEST_HOST.</summary>
    Engine = 0,

    /// <summary>A second engine.</summary>
    SecondEngine = 1,

    /// <summary>The private registry without password.</summary>
    Registry = 2,

    /// <summary>The private registry with password.</summary>
    AuthRegistry = 4,

    /// <summary>The private registry with TLS and password.</summary>
    TlsRegistry = 8,

    /// <summary>The private engine that listens with TLS.</summary>
    Tls = 16,

    /// <summary>The private ssh server.</summary>
    Ssh = 32,

    /// <summary>The private engine that may be frozen, killed and restarted.</summary>
    Faults = 64,

    /// <summary>A network from here to the engine's containers and published ports.</summary>
    Network = 128,

    /// <summary>The docker CLI on PATH.</summary>
    Cli = 256,

    /// <summary>The docker-init program beside the engine, which `--init` runs.</summary>
    Init = 512,

    /// <summary>The private engines of a newer version, from the system that DOCKERPS_TEST_NEWER names: one with dockerd's own image store, one
    /// with containerd's.</summary>
    Newer = 1024,

    /// <summary>The private engines that a swarm can be made of: <see cref="SwarmEngines"/>, or <see cref="SwarmOfOne"/>.</summary>
    Swarm = 2048,
}
