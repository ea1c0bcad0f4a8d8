using DockerPS.Engine.Session.Grpc;

namespace DockerPS.Engine.Session.Services;

/// <summary>Methods of one message each way.</summary>
internal static class Unary
{
    public static Func<GrpcCall, Task> Of(Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReadOnlyMemory<byte>>> answer) => async call =>
    {
        ReadOnlyMemory<byte> request = await call.ReadAsync().ConfigureAwait(false)
            ?? throw new GrpcException(GrpcStatus.Internal, "the call came without its message");
        await call.WriteAsync(await answer(request, call.Cancelled).ConfigureAwait(false)).ConfigureAwait(false);
    };
}
