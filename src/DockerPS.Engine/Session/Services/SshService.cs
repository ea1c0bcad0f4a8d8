using DockerPS.Engine.Session.Grpc;
using DockerPS.Engine.Session.Ssh;

namespace DockerPS.Engine.Session.Services;

/// <summary>moby.sshforward.v1.SSH: the agents of <c>RUN --mount=type=ssh</c>. Each connection to the socket in the build is one call.</summary>
internal static class SshService
{
    private const string DefaultId = "default";
    private const string IdKey = "buildkit.ssh.id";

    public static IEnumerable<KeyValuePair<string, Func<GrpcCall, Task>>> Methods(IReadOnlyDictionary<string, ISshAgent> agents, Action<string>? log) =>
    [
        KeyValuePair.Create("/moby.sshforward.v1.SSH/CheckAgent", Unary.Of((request, _) =>
        {
            Find(agents, FirstText.Read(request));
            return Task.FromResult(ReadOnlyMemory<byte>.Empty);
        })),
        KeyValuePair.Create<string, Func<GrpcCall, Task>>("/moby.sshforward.v1.SSH/ForwardAgent", async call =>
        {
            string id = call.Metadata(IdKey) ?? "";
            ISshAgent agent = Find(agents, id);
            log?.Invoke($"The build connects to the ssh agent '{DisplayText.Of(id)}'.");
            Stream connection = await agent.ConnectAsync(call.Cancelled).ConfigureAwait(false);
            var stream = new CallStream(call);
            await using (connection.ConfigureAwait(false))
            await using (stream.ConfigureAwait(false))
            {
                await AgentRelay.RunAsync(stream, connection, call.Cancelled).ConfigureAwait(false);
            }
        }),
    ];

    private static ISshAgent Find(IReadOnlyDictionary<string, ISshAgent> agents, string id) =>
        agents.TryGetValue(id.Length == 0 ? DefaultId : id, out ISshAgent? agent)
            ? agent
            : throw new GrpcException(GrpcStatus.NotFound, $"unset ssh forward key {DisplayText.Of(id)}");
}
