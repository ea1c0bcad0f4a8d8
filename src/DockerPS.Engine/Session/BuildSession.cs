using System.Security.Cryptography;
using DockerPS.Engine.Http;
using DockerPS.Engine.Session.Grpc;
using DockerPS.Engine.Session.Http2;
using DockerPS.Engine.Session.Services;
using DockerPS.Engine.Session.Ssh;

namespace DockerPS.Engine.Session;

/// <summary>
/// A connection beside a build, on which the engine asks for what only the client has: credentials, secrets, an ssh agent, a place for the
/// result. Open it, name its <see cref="Id"/> to the build (parameter session), and dispose it when the build has ended.
/// </summary>
internal sealed class BuildSession : IAsyncDisposable
{
    private const int IdBytes = 16;

    private readonly HijackedConnection _connection;
    private readonly IReadOnlyDictionary<string, ISshAgent> _agents;
    private readonly CancellationTokenSource _ending;
    private readonly Task _running;
    private Exception? _failure;

    private BuildSession(string id, HijackedConnection connection, BuildSessionServices services, IReadOnlyDictionary<string, ISshAgent> agents, CancellationToken cancellationToken)
    {
        Id = id;
        _connection = connection;
        _agents = agents;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var grpc = new GrpcServer(FindMethods(services, agents), Fail);
        var server = new Http2Server(connection.Stream, grpc.HandleAsync, Http2Limits.Default);
        _running = Task.Run(() => RunAsync(server), CancellationToken.None);
    }

    /// <summary>The id that the engine knows this session by.</summary>
    public string Id { get; }

    /// <summary>The first failure of a service (a credential helper, the receiver of the output), or of the connection itself: where a build failed,
    /// this is why, more than the engine can tell. Null as long as all is well.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Opens a session. It ends when it is disposed, or when the token is cancelled.</summary>
    /// <exception cref="DockerConfigurationException">An ssh agent cannot be used; nothing was sent.</exception>
    public static async Task<BuildSession> OpenAsync(DockerClient client, BuildSessionServices services, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, ISshAgent> agents = await SshAgents.OpenAsync(services.SshForwards, cancellationToken).ConfigureAwait(false);
        try
        {
            string id = Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes)).ToLowerInvariant();
            HijackedConnection connection = await client.HijackAsync(Request(id, services), cancellationToken).ConfigureAwait(false);
            return new BuildSession(id, connection, services, agents, cancellationToken);
        }
        catch
        {
            await SshAgents.CloseAsync(agents).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The address under which a build gets one of <see cref="BuildSessionServices.Uploads"/>, such as its context.</summary>
    /// <param name="name">Letters and digits.</param>
    public static string UploadUrl(string name) => UploadService.BaseUrl + name;

    /// <summary>Ends the session, what the engine is being answered included.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await SshAgents.CloseAsync(_agents).ConfigureAwait(false);
        _ending.Dispose();
    }

    private static DockerRequest Request(string id, BuildSessionServices services)
    {
        List<KeyValuePair<string, string>> headers =
        [
            KeyValuePair.Create("Upgrade", "h2c"),
            KeyValuePair.Create("X-Docker-Expose-Session-Uuid", id),
        ];

        // One header a method, and .NET sends one header of a name. Engines look up only whether an output can be sent; the others they just call.
        if (services.ReceiveOutput is not null)
        {
            headers.Add(KeyValuePair.Create("X-Docker-Expose-Session-Grpc-Method", OutputService.Path));
        }

        return new DockerRequest(HttpMethod.Post, "/session") { Headers = headers };
    }

    private static Dictionary<string, Func<GrpcCall, Task>> FindMethods(BuildSessionServices services, IReadOnlyDictionary<string, ISshAgent> agents)
    {
        IEnumerable<KeyValuePair<string, Func<GrpcCall, Task>>> methods = HealthService.Methods();
        if (services.Credentials is { } credentials)
        {
            methods = methods.Concat(AuthService.Methods(credentials, services.Log));
        }

        if (services.Secrets.Count != 0)
        {
            methods = methods.Concat(SecretsService.Methods(services.Secrets, services.Log));
        }

        if (agents.Count != 0)
        {
            methods = methods.Concat(SshService.Methods(agents, services.Log));
        }

        if (services.ReceiveOutput is { } receive)
        {
            methods = methods.Concat(OutputService.Methods(receive));
        }

        if (services.Uploads.Count != 0)
        {
            methods = methods.Concat(UploadService.Methods(services.Uploads, services.Log));
        }

        return new Dictionary<string, Func<GrpcCall, Task>>(methods);
    }

    private async Task RunAsync(Http2Server server)
    {
        try
        {
            await server.RunAsync(_ending.Token).ConfigureAwait(false);
            Fail(new ConnectionLostException("The engine closed the session of the build."));
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
        }
        catch (Http2Exception e)
        {
            Fail(new InvalidResponseException($"The engine broke the protocol of the build's session: {e.Message}.", e));
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            server.Dispose();
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Fail(Exception failure)
    {
        if (!_ending.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
    }
}
