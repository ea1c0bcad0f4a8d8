using DockerPS.Engine.Session.Grpc;

namespace DockerPS.Engine.Session.Services;

/// <summary>moby.upload.v1.Upload: what the engine gets from http://buildkit-session/name in place of a request over a network.</summary>
internal static class UploadService
{
    /// <summary>The host that the engine answers by this service.</summary>
    public const string BaseUrl = "http://buildkit-session/";

    public static IEnumerable<KeyValuePair<string, Func<GrpcCall, Task>>> Methods(IReadOnlyDictionary<string, Func<Stream, CancellationToken, Task>> uploads, Action<string>? log) =>
    [
        KeyValuePair.Create<string, Func<GrpcCall, Task>>("/moby.upload.v1.Upload/Pull", async call =>
        {
            string name = call.Metadata("urlpath")?.TrimStart('/') ?? "";
            if (!uploads.TryGetValue(name, out Func<Stream, CancellationToken, Task>? upload))
            {
                throw new GrpcException(GrpcStatus.NotFound, $"there is nothing to upload as {DisplayText.Of(name)}");
            }

            log?.Invoke($"The engine fetches '{DisplayText.Of(name)}'.");
            var stream = new BufferedStream(new CallStream(call), BufferSize);
            await using (stream.ConfigureAwait(false))
            {
                await upload(stream, call.Cancelled).ConfigureAwait(false);
                await stream.FlushAsync(call.Cancelled).ConfigureAwait(false);
            }
        }),
    ];

    // Headers of archives are small; a message each would cost more than its content.
    private const int BufferSize = 32 * 1024;
}
