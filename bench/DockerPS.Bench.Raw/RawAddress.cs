using System.Globalization;
using System.IO.Pipes;
using System.Net.Sockets;

namespace DockerPS.Bench.Raw;

/// <summary>An engine without TLS: unix://PATH, tcp://HOST:PORT or npipe:////./pipe/NAME.</summary>
internal sealed class RawAddress
{
    private const string PipePrefix = "//./pipe/";

    private readonly string _scheme;
    private readonly string _rest;

    public RawAddress(string address)
    {
        int separator = address.IndexOf("://", StringComparison.Ordinal);
        _scheme = separator < 0 ? "" : address[..separator];
        _rest = separator < 0 ? "" : address[(separator + 3)..];
        if (_scheme is not ("unix" or "tcp" or "npipe"))
        {
            throw new ArgumentException($"The raw exchange speaks unix, npipe and tcp without TLS, not '{address}'.", nameof(address));
        }
    }

    public Stream Connect()
    {
        switch (_scheme)
        {
            case "unix":
                var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                unix.Connect(new UnixDomainSocketEndPoint(_rest));
                return new NetworkStream(unix, ownsSocket: true);
            case "tcp":
                int colon = _rest.LastIndexOf(':');
                var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                tcp.Connect(_rest[..colon].Trim('[', ']'), int.Parse(_rest.AsSpan(colon + 1), CultureInfo.InvariantCulture));
                return new NetworkStream(tcp, ownsSocket: true);
            default:
                var pipe = new NamedPipeClientStream(".", _rest[PipePrefix.Length..], PipeDirection.InOut);
                pipe.Connect();
                return pipe;
        }
    }
}
