using DockerPS.Engine.Session.Grpc;

namespace DockerPS.Engine.Session.Services;

/// <summary>grpc.health.v1.Health: the engine asks every few seconds, and gives the session up where it is not answered.</summary>
internal static class HealthService
{
    private static readonly ReadOnlyMemory<byte> s_serving = new byte[] { 0x08, 0x01 };

    public static IEnumerable<KeyValuePair<string, Func<GrpcCall, Task>>> Methods() =>
        [KeyValuePair.Create("/grpc.health.v1.Health/Check", Unary.Of(static (_, _) => Task.FromResult(s_serving)))];
}
