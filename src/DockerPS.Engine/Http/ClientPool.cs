using System.Collections.Concurrent;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Http;

/// <summary>The clients of this process: one per endpoint (with its TLS identity) and options, shared by all runspaces.</summary>
internal static class ClientPool
{
    private static readonly ConcurrentDictionary<(DockerEndpoint Endpoint, DockerClientOptions Options), Lazy<DockerClient>> s_clients = new();

    /// <summary>The client for these; made when it is asked for first. Nothing is sent.</summary>
    public static DockerClient Get(DockerEndpoint endpoint, DockerClientOptions options) =>
        s_clients.GetOrAdd((endpoint, options), static key => new Lazy<DockerClient>(() => new DockerClient(key.Endpoint, key.Options))).Value;

    /// <summary>Takes a client out and disposes it; what it still does ends with an error. Others are left alone.</summary>
    public static void Remove(DockerClient client)
    {
        if (s_clients.TryGetValue((client.Endpoint, client.Options), out Lazy<DockerClient>? held) && held.IsValueCreated && ReferenceEquals(held.Value, client))
        {
            s_clients.TryRemove(KeyValuePair.Create((client.Endpoint, client.Options), held));
        }

        client.Dispose();
    }

    /// <summary>Takes all clients out and disposes them, as when the module is removed.</summary>
    public static void Clear()
    {
        foreach ((DockerEndpoint Endpoint, DockerClientOptions Options) key in s_clients.Keys)
        {
            if (s_clients.TryRemove(key, out Lazy<DockerClient>? held) && held.IsValueCreated)
            {
                held.Value.Dispose();
            }
        }
    }
}
