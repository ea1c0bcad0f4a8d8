namespace DockerPS.Engine.Session.Grpc;

/// <summary>A gRPC call that ends with another status than OK, on either side.</summary>
internal sealed class GrpcException : Exception
{
    public GrpcException(GrpcStatus status, string message)
        : base(message) => Status = status;

    public GrpcStatus Status { get; }

    /// <summary>grpc-status-details-bin, decoded: a google.rpc.Status. Empty where there is none.</summary>
    public ReadOnlyMemory<byte> Details { get; init; }
}
