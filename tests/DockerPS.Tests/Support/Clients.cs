using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;

namespace DockerPS.Tests.Support;

/// <summary>Clients for tests.</summary>
internal static class Clients
{
    public static DockerClient For(ScriptedServer server, TlsOptions? tls = null, DockerClientOptions? options = null) =>
        new(server.Endpoint with { Tls = tls }, options ?? new DockerClientOptions());

    public static DockerRequest Get(string path) => new(HttpMethod.Get, path);

    public static DockerRequest Post(string path) => new(HttpMethod.Post, path);
}
