using System.ComponentModel;
using System.IO.Pipes;
using System.Net;
using System.Security.Principal;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Transport;

internal sealed class NamedPipeConnector : EngineConnector
{
    // .NET waits alike for a pipe that is busy and for one that does not exist, so it is asked in short turns.
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(100);

    private readonly string _server;
    private readonly string _name;

    public NamedPipeConnector(DockerEndpoint endpoint, TimeSpan connectTimeout)
        : base(endpoint, connectTimeout)
    {
        string[] parts = endpoint.Address.Replace('\\', '/').Split('/', 5);
        if (parts.Length != 5 || parts[0].Length + parts[1].Length != 0 || parts[2].Length == 0 || parts[4].Length == 0
            || !parts[3].Equals("pipe", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{endpoint.Address}' is not the path of a pipe; write it as //./pipe/docker_engine.", nameof(endpoint));
        }

        _server = parts[2];
        _name = parts[4];
    }

    public override async ValueTask<DuplexStream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        // Anonymous: whoever holds the pipe's name must not act in the user's name.
        var pipe = new NamedPipeClientStream(_server, _name, PipeDirection.InOut, PipeOptions.Asynchronous, TokenImpersonationLevel.Anonymous);
        try
        {
            while (true)
            {
                try
                {
                    await pipe.ConnectAsync((int)s_turn.TotalMilliseconds, cancellationToken).ConfigureAwait(false);
                    return new NamedPipeDuplexStream(pipe);
                }
                catch (TimeoutException e) when (IsMissing())
                {
                    throw ConnectErrors.PipeMissing(Endpoint, e);
                }
                catch (TimeoutException)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        catch (Exception e)
        {
            await pipe.DisposeAsync().ConfigureAwait(false);
            throw e switch
            {
                OperationCanceledException => ConnectErrors.TimedOut(Endpoint, "connecting to the pipe", ConnectTimeout, e),
                UnauthorizedAccessException => ConnectErrors.NoRight(Endpoint, e),
                IOException or Win32Exception or PlatformNotSupportedException =>
                    ConnectErrors.Create(Endpoint, ConnectFailure.Other, $"connecting to the pipe failed: {e.Message}", "Check that the engine runs, and that the address is the right one.", e),
                _ => e,
            };
        }
    }

    private bool IsMissing()
    {
        if (!OperatingSystem.IsWindows())
        {
            return !File.Exists(Path.IsPathRooted(_name) ? _name : Path.Combine(Path.GetTempPath(), "CoreFxPipe_" + _name));
        }

        // Listing does not open the pipe, as File.Exists would: that takes an instance from the engine.
        return _server == "."
            && !Directory.EnumerateFiles(@"\\.\pipe\").Any(path => path.EndsWith(@"\" + _name, StringComparison.OrdinalIgnoreCase));
    }
}
