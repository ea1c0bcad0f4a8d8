using DockerPS.Engine.Http;

namespace DockerPS;

/// <summary>A connection to one engine. Immutable; holds no path, secret or client that JSON or CSV would print.
/// Its text (<see cref="ToString"/>) is what -Connection resolves again after a job, CLIXML, CSV or JSON.</summary>
public sealed class DockerConnection
{
    internal DockerConnection(string name, string endpoint, EngineIdentity identity, DockerClient client)
    {
        Name = name;
        Endpoint = endpoint;
        ApiVersion = identity.ApiVersion.ToString();
        EngineVersion = identity.EngineVersion;
        OperatingSystem = identity.OperatingSystem;
        Identity = identity;
        Client = client;
    }

    /// <summary>The context's name, the name given to Connect-Docker, or the endpoint where there is neither.</summary>
    public string Name { get; }

    /// <summary>The endpoint, such as unix:///var/run/docker.sock or tcp://host:2376.</summary>
    public string Endpoint { get; }

    /// <summary>The version of the Engine API that is spoken: the lower of the engine's and the client's, or the pinned one.</summary>
    public string ApiVersion { get; }

    /// <summary>The engine's version (Server header of GET /_ping); empty where it does not say.</summary>
    public string EngineVersion { get; }

    /// <summary>The engine's operating system, linux or windows (Ostype header of GET /_ping); empty where it does not say.</summary>
    public string OperatingSystem { get; }

    internal EngineIdentity Identity { get; }

    internal DockerClient Client { get; }

    /// <summary>The name: what -Connection resolves to this engine again.</summary>
    public override string ToString() => Name;
}
