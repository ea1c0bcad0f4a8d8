using System.Net;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Transport;

/// <summary>Makes connections to one endpoint. What fails comes out as an <see cref="EngineUnreachableException"/> that can be shown as it is.</summary>
internal abstract class EngineConnector
{
    protected EngineConnector(DockerEndpoint endpoint, TimeSpan connectTimeout)
    {
        Endpoint = endpoint;
        ConnectTimeout = connectTimeout;
    }

    public DockerEndpoint Endpoint { get; }

    public TimeSpan ConnectTimeout { get; }

    /// <summary>True where the connector watches <see cref="ConnectTimeout"/> itself, since it may have to queue before it begins.</summary>
    public virtual bool TimesItself => false;

    /// <summary>Connects. The token is cancelled when the time is over, unless the connector times itself.
    /// The target is the engine's host, or that of a proxy on the way; only tcp looks at it.</summary>
    public abstract ValueTask<DuplexStream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken);

    // Not by PATHEXT: a .cmd in the place of ssh.exe would put a shell between.
    private static string? FindProgram(string name) => ExecutableFinder.Find(OperatingSystem.IsWindows() ? name + ".exe" : name);

    public static EngineConnector Create(DockerEndpoint endpoint, TimeSpan connectTimeout, Func<string, string?>? findProgram = null) =>
        endpoint.Scheme switch
        {
            EndpointScheme.Unix => new UnixConnector(endpoint, connectTimeout),
            EndpointScheme.NamedPipe => new NamedPipeConnector(endpoint, connectTimeout),
            EndpointScheme.Tcp => new TcpConnector(endpoint, connectTimeout),
            EndpointScheme.Ssh => new SshConnector(endpoint, connectTimeout, findProgram ?? FindProgram),
            _ => throw new ArgumentOutOfRangeException(nameof(endpoint)),
        };
}
