using DockerPS.Engine.Session.Hpack;
using DockerPS.Engine.Session.Http2;

namespace DockerPS.Engine.Session.Grpc;

/// <summary>Answers gRPC calls by their path, such as /grpc.health.v1.Health/Check. What is not in its table is not implemented.</summary>
internal sealed class GrpcServer
{
    private readonly IReadOnlyDictionary<string, Func<GrpcCall, Task>> _methods;
    private readonly Action<Exception> _failed;

    /// <param name="methods">What is answered, by path. A method throws <see cref="GrpcException"/> to choose the status of its failure.</param>
    /// <param name="failed">Told of every failure that is not a <see cref="GrpcException"/> and no end of the call by the engine.</param>
    public GrpcServer(IReadOnlyDictionary<string, Func<GrpcCall, Task>> methods, Action<Exception> failed)
    {
        _methods = methods;
        _failed = failed;
    }

    public async Task HandleAsync(Http2Stream stream)
    {
        if (stream.Header(":method") != "POST" || stream.Header("content-type")?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            await stream.SendHeadersAsync([new HeaderField(":status", "415")], endStream: true).ConfigureAwait(false);
            return;
        }

        var call = new GrpcCall(stream);
        string path = stream.Header(":path")!;
        (GrpcStatus status, string message) = _methods.TryGetValue(path, out Func<GrpcCall, Task>? method)
            ? await RunAsync(method, call).ConfigureAwait(false)
            : (GrpcStatus.Unimplemented, $"{DisplayText.Of(path)} is not offered in this session");
        await call.EndAsync(status, message).ConfigureAwait(false);
    }

    private async Task<(GrpcStatus Status, string Message)> RunAsync(Func<GrpcCall, Task> method, GrpcCall call)
    {
        try
        {
            await method(call).ConfigureAwait(false);
            return (GrpcStatus.OK, "");
        }
        catch (GrpcException e)
        {
            return (e.Status, e.Message);
        }
        catch (OperationCanceledException) when (call.Cancelled.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            _failed(e);
            return (GrpcStatus.Unknown, e.Message);
        }
    }
}
