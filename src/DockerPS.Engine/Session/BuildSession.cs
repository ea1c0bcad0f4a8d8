using System.Security.Cryptography;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Session;

/// <summary>
/// A connection beside a build, on which the engine asks for what only the client has: credentials, secrets, an ssh agent, a place for the
/// result. Open it, name its <see cref="Id"/> to the build (parameter session), and dispose it when the build has ended.
/// </summary>
internal sealed class BuildSession : IAsyncDisposable
{
    private readonly HijackedConnection _connection;

    private BuildSession(string id, HijackedConnection connection)
    {
        Id = id;
        _connection = connection;
    }

    /// <summary>The id that the engine knows this session by.</summary>
    public string Id { get; }

    /// <summary>The first failure of one of the services or of the connection, which is why a build failed more than the engine can tell. Null as long as all is well.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Opens a session. It ends when it is disposed, or when the token is cancelled.</summary>
    public static async Task<BuildSession> OpenAsync(DockerClient client, BuildSessionServices services, CancellationToken cancellationToken)
    {
        string id = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)).ToLowerInvariant();
        var request = new DockerRequest(HttpMethod.Post, "/session")
        {
            Headers = [KeyValuePair.Create("Upgrade", "h2c"), KeyValuePair.Create("X-Docker-Expose-Session-Uuid", id)],
        };
        return new BuildSession(id, await client.HijackAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The address under which a build gets one of <see cref="BuildSessionServices.Uploads"/>.</summary>
    public static string UploadUrl(string name) => $"http://buildkit-session/{Uri.EscapeDataString(name)}";

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
