using System.IO.Pipes;
using System.Net.Sockets;

namespace DockerPS.Engine.Session.Ssh;

/// <summary>An ssh agent that runs already: its unix socket, or on Windows its pipe.</summary>
internal sealed class SocketAgent : ISshAgent
{
    private const string PipePrefix = @"\\.\pipe\";
    private const int PipeLimitMilliseconds = 5000;

    private readonly string _address;

    /// <param name="address">The path of a unix socket, or \\.\pipe\name.</param>
    public SocketAgent(string address) => _address = address;

    public async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _address.StartsWith(PipePrefix, StringComparison.OrdinalIgnoreCase)
                ? await ConnectPipeAsync(cancellationToken).ConfigureAwait(false)
                : await ConnectSocketAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException or UnauthorizedAccessException or ArgumentException)
        {
            throw new DockerConfigurationException($"The ssh agent at '{DisplayText.Of(_address)}' does not answer: {e.Message}", e) { Advice = "Check that the agent runs (ssh-add -l)." };
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Stream> ConnectPipeAsync(CancellationToken cancellationToken)
    {
        var pipe = new NamedPipeClientStream(".", _address[PipePrefix.Length..], PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(PipeLimitMilliseconds, cancellationToken).ConfigureAwait(false);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Stream> ConnectSocketAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_address), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
