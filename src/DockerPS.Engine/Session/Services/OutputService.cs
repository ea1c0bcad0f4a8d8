using DockerPS.Engine.Session.Grpc;

namespace DockerPS.Engine.Session.Services;

/// <summary>moby.filesync.v1.FileSend: the result of a build whose output is of type tar, sent as that tar.</summary>
internal static class OutputService
{
    public const string Path = "/moby.filesync.v1.FileSend/DiffCopy";

    public static IEnumerable<KeyValuePair<string, Func<GrpcCall, Task>>> Methods(Func<Stream, CancellationToken, Task> receive) =>
    [
        KeyValuePair.Create<string, Func<GrpcCall, Task>>(Path, async call =>
        {
            var stream = new CallStream(call);
            await using (stream.ConfigureAwait(false))
            {
                await receive(stream, call.Cancelled).ConfigureAwait(false);

                // The engine takes an end before its own for a failure, and an archive has more behind its last entry than a reader needs.
                await stream.CopyToAsync(Stream.Null, call.Cancelled).ConfigureAwait(false);
            }
        }),
    ];
}
