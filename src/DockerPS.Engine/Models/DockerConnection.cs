using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;

namespace DockerPS;

/// <summary>A connection to one engine. Holds no path, secret or client that JSON or CSV would print.
/// Its text (<see cref="ToString"/>) is what -Connection resolves again after a job, CLIXML, CSV or JSON, on the same machine.</summary>
public sealed class DockerConnection
{
    // No endpoint and no context has blanks.
    internal const string MachineMark = " on ";

    private readonly DockerEndpoint? _endpoint;
    private readonly DockerClientOptions? _options;
    private readonly DockerException? _failure;

    internal DockerConnection(string name, string reason, DockerEndpoint endpoint, DockerClientOptions options)
    {
        Name = name;
        Endpoint = endpoint.ToString();
        Reason = reason;
        Machine = name == Endpoint && !endpoint.IsLocal ? null : Environment.MachineName;
        _endpoint = endpoint;
        _options = options;
    }

    private DockerConnection(string text, DockerException failure)
    {
        Name = text;
        Endpoint = "";
        Reason = "";
        _failure = failure;
    }

    /// <summary>The context's name, the name given to Connect-Docker, or the endpoint where there is neither.</summary>
    public string Name { get; }

    /// <summary>The endpoint, such as unix:///var/run/docker.sock or tcp://host:2376.</summary>
    public string Endpoint { get; }

    /// <summary>The machine on which the name has its meaning: there it is a local engine, a context, or a connection of a session, and on another
    /// machine -Connection refuses it. Null where the name is an address that means the same everywhere.</summary>
    public string? Machine { get; }

    /// <summary>The version of the Engine API that is spoken: the lower of the engine's and the client's, or the pinned one.
    /// Null before the engine was first asked (header Api-Version of GET /_ping).</summary>
    public string? ApiVersion => Known?.ApiVersion.ToString();

    /// <summary>The engine's version (Server header of GET /_ping); null before the engine was first asked, empty where it does not say.</summary>
    public string? EngineVersion => Known?.EngineVersion;

    /// <summary>The engine's operating system, linux or windows (Ostype header of GET /_ping); null before the engine was first asked.</summary>
    public string? OperatingSystem => Known?.OperatingSystem;

    /// <summary>Why this endpoint was chosen, for messages: "the DOCKER_HOST environment variable".</summary>
    internal string Reason { get; }

    /// <summary>The client of the engine: one for all connections with the same endpoint and options, made again after Disconnect-Docker.</summary>
    /// <exception cref="DockerException">The connection came as text that stands for no engine.</exception>
    internal DockerClient Client => _endpoint is null ? throw _failure! : ClientPool.Get(_endpoint, _options!);

    /// <summary>A connection that came as text which stands for no engine. Using it is an error; it is never the default engine.</summary>
    internal static DockerConnection Unresolved(string text, DockerException failure) => new(text, failure);

    /// <summary>True where everyone on the way to the engine can read what is sent, credentials too.</summary>
    internal bool IsReadableOnTheWay => _endpoint?.IsReadableOnTheWay == true;

    /// <summary>False for a text that stands for no engine.</summary>
    internal bool IsResolved => _endpoint is not null;

    /// <summary>Why the text stands for no engine; null for a connection that can be used.</summary>
    internal DockerException? Failure => _failure;

    /// <summary>True where both lead to the same engine by the same way.</summary>
    internal bool IsSameEngine(DockerConnection other) => _endpoint is not null && _endpoint == other._endpoint;

    private EngineIdentity? Known => _endpoint is null ? null : Client.Identity;

    /// <summary>The name, and the machine where only that knows it: "unix:///var/run/docker.sock on build7".
    /// What -Connection resolves to this engine again.</summary>
    public override string ToString() => Machine is null ? Name : Name + MachineMark + Machine;
}
