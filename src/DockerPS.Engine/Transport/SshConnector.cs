using System.Collections.Concurrent;
using System.ComponentModel;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Transport;

/// <summary>Reaches an engine through the user's ssh program and "docker system dial-stdio" on the other side, as the docker CLI does.</summary>
internal sealed partial class SshConnector : EngineConnector
{
    // sshd drops logins above MaxStartups (10 by default), and other programs log in too.
    private const int MaxHandshakes = 8;

    private static readonly TimeSpan s_retryDelay = TimeSpan.FromMilliseconds(300);

    // By host: two clients of one host knock at the same door.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> s_turns = new(StringComparer.OrdinalIgnoreCase);

    private readonly Func<string, string?> _findProgram;
    private readonly IReadOnlyList<string> _arguments;

    public SshConnector(DockerEndpoint endpoint, TimeSpan connectTimeout, Func<string, string?> findProgram)
        : base(endpoint, connectTimeout)
    {
        _findProgram = findProgram;
        _arguments = BuildArguments(endpoint);
    }

    // Waiting for a turn is not connecting: the time runs from the start of ssh.
    public override bool TimesItself => true;

    public override async ValueTask<DuplexStream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        string program = _findProgram("ssh")
            ?? throw ConnectErrors.Create(Endpoint, ConnectFailure.Ssh, "the program ssh was not found on PATH.", "Install an OpenSSH client, or use another kind of endpoint.");
        SemaphoreSlim turns = s_turns.GetOrAdd(Endpoint.Address, _ => new SemaphoreSlim(MaxHandshakes));
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(ConnectTimeout);
            try
            {
                try
                {
                    return await HandshakeAsync(program, limit.Token).ConfigureAwait(false);
                }
                catch (SshFailedException e) when (e.IsPassing)
                {
                    await Task.Delay(s_retryDelay, limit.Token).ConfigureAwait(false);
                    return await HandshakeAsync(program, limit.Token).ConfigureAwait(false);
                }
            }
            catch (SshFailedException e)
            {
                throw ConnectErrors.Create(Endpoint, ConnectFailure.Ssh, e.Message, SshFailure.Advice(e.Message), e);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw ConnectErrors.TimedOut(Endpoint, "the ssh login with the engine's first answer", ConnectTimeout, e);
            }
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>The arguments of ssh. User and host come from a URL, so what could be an option or a piece of shell is refused.</summary>
    internal static IReadOnlyList<string> BuildArguments(DockerEndpoint endpoint)
    {
        string host = endpoint.Address.TrimStart('[').TrimEnd(']');
        if (!NamePattern().IsMatch(host) && !IPAddress.TryParse(host, out _))
        {
            throw new ArgumentException($"'{endpoint.Address}' is not a host name that ssh is given.", nameof(endpoint));
        }

        if (endpoint.User is not null && !NamePattern().IsMatch(endpoint.User))
        {
            throw new ArgumentException($"'{endpoint.User}' is not a user name that ssh is given.", nameof(endpoint));
        }

        if (endpoint.Path.Any(char.IsControl))
        {
            throw new ArgumentException("The path of the remote socket holds control characters.", nameof(endpoint));
        }

        List<string> arguments = ["-o", "ConnectTimeout=30", "-T"];
        if (endpoint.User is not null)
        {
            arguments.AddRange(["-l", endpoint.User]);
        }

        if (endpoint.Port != 0)
        {
            arguments.AddRange(["-p", endpoint.Port.ToString(CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(["--", host, "docker"]);
        if (endpoint.Path.Trim('/').Length != 0)
        {
            arguments.AddRange(["--host", Quote("unix://" + endpoint.Path)]);
        }

        arguments.AddRange(["system", "dial-stdio"]);
        return arguments;
    }

    private async Task<DuplexStream> HandshakeAsync(string program, CancellationToken cancellationToken)
    {
        // In a session of its own, as the docker CLI has it: Ctrl+C in the terminal is for the cmdlet, which still needs the connection.
        string? session = OperatingSystem.IsLinux() ? _findProgram("setsid") : null;
        SshDuplexStream stream;
        try
        {
            stream = session is null ? SshDuplexStream.Start(program, _arguments) : SshDuplexStream.Start(session, [program, .. _arguments]);
        }
        catch (Exception e) when (e is Win32Exception or IOException or PlatformNotSupportedException)
        {
            throw new SshFailedException($"{program} could not be started: {e.Message}", e);
        }

        try
        {
            await SshHandshake.RunAsync(stream, cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // ssh joins its words with blanks and the far shell takes them apart again.
    private static string Quote(string text) =>
        PlainPattern().IsMatch(text) ? text : "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z0-9_./:@%+=,-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainPattern();
}
