using DockerPS.Engine.Configuration;
using DockerPS.Engine.Session.Grpc;
using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Engine.Session.Services;

/// <summary>moby.filesync.v1.Auth: the credentials with which the engine asks registries. Its other methods, by which the client would fetch
/// tokens itself, are not offered; the engine then fetches them.</summary>
internal static class AuthService
{
    // What the engine calls Docker Hub is the host that it talks to.
    private const string DockerHubHost = "registry-1.docker.io";

    public static IEnumerable<KeyValuePair<string, Func<GrpcCall, Task>>> Methods(Func<string, CancellationToken, Task<RegistryAuth?>> find, Action<string>? log) =>
    [
        KeyValuePair.Create("/moby.filesync.v1.Auth/Credentials", Unary.Of(async (request, cancellationToken) =>
        {
            string host = FirstText.Read(request);
            string registry = host == DockerHubHost ? "docker.io" : host;
            RegistryAuth? found = await find(registry, cancellationToken).ConfigureAwait(false);
            log?.Invoke($"The engine asked for credentials for '{DisplayText.Of(registry)}': {(found is null or { IsEmpty: true } ? "there are none" : "sent")}.");
            return Write(found);
        })),
    ];

    private static ReadOnlyMemory<byte> Write(RegistryAuth? auth)
    {
        var answer = new ProtobufWriter();
        if (!string.IsNullOrEmpty(auth?.IdentityToken))
        {
            // A secret without a user is taken for a token.
            answer.WriteString(2, auth.IdentityToken);
        }
        else if (auth is not null)
        {
            answer.WriteString(1, auth.Username ?? "");
            answer.WriteString(2, auth.Password ?? "");
        }

        return answer.Message;
    }
}
