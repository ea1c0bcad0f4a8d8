using DockerPS.Engine.Configuration;
namespace DockerPS.Engine.Http;
internal static class ClientPool { public static void Remove(DockerClient c) { c.Dispose(); } public static DockerClient Get(DockerEndpoint e, DockerClientOptions o) => new(e, o); }
