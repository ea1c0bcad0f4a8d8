using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Http;

public sealed class ClientPoolTests
{
    [Fact]
    public async Task Clients_are_shared_by_value_until_they_are_removed()
    {
        var endpoint = new DockerEndpoint { Scheme = EndpointScheme.Unix, Address = "/nowhere/" + Guid.NewGuid().ToString("N") };
        DockerClient first = ClientPool.Get(endpoint, new DockerClientOptions());
        Assert.Same(first, ClientPool.Get(endpoint with { }, new DockerClientOptions()));
        DockerClient other = ClientPool.Get(endpoint, new DockerClientOptions { PinnedVersion = new(1, 41) });
        DockerClient tls = ClientPool.Get(endpoint with { Tls = new TlsOptions("a", null, null) }, new DockerClientOptions());
        Assert.NotSame(first, other);
        Assert.NotSame(first, tls);

        ClientPool.Remove(first);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.PingAsync(TestLimit.Token));
        DockerClient second = ClientPool.Get(endpoint, new DockerClientOptions());
        Assert.NotSame(first, second);
        ClientPool.Remove(first);
        Assert.Same(second, ClientPool.Get(endpoint, new DockerClientOptions()));
        ClientPool.Remove(second);
        ClientPool.Remove(other);
        ClientPool.Remove(tls);
    }
}
