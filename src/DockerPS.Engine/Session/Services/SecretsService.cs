using DockerPS.Engine.Session.Grpc;
using DockerPS.Engine.Streams.Protobuf;

namespace DockerPS.Engine.Session.Services;

/// <summary>moby.buildkit.secrets.v1.Secrets: the values of <c>RUN --mount=type=secret</c>.</summary>
internal static class SecretsService
{
    /// <summary>BuildKit's own limit for the value of a secret.</summary>
    public const int LargestSecret = 500 * 1024;

    public static IEnumerable<KeyValuePair<string, Func<GrpcCall, Task>>> Methods(IReadOnlyDictionary<string, Func<CancellationToken, Task<byte[]>>> secrets, Action<string>? log) =>
    [
        KeyValuePair.Create("/moby.buildkit.secrets.v1.Secrets/GetSecret", Unary.Of(async (request, cancellationToken) =>
        {
            string id = FirstText.Read(request);
            if (!secrets.TryGetValue(id, out Func<CancellationToken, Task<byte[]>>? get))
            {
                // The engine asks by itself for names of its own, such as HTTP_AUTH_HEADER_*: it is no failure.
                throw new GrpcException(GrpcStatus.NotFound, $"secret {id}: not found");
            }

            byte[] value = await get(cancellationToken).ConfigureAwait(false);
            if (value.Length > LargestSecret)
            {
                throw new InvalidRequestException("SecretTooLarge", $"The secret '{DisplayText.Of(id)}' has {value.Length} bytes; BuildKit takes at most {LargestSecret}.");
            }

            log?.Invoke($"The engine asked for the secret '{DisplayText.Of(id)}': sent.");
            var answer = new ProtobufWriter();
            answer.WriteBytes(1, value);
            return answer.Message;
        })),
    ];
}
