using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Transport;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_server_of_our_CA_with_our_client_certificate()
    {
        using X509Certificate2 server = Sign();
        using X509Certificate2 client = _certificates.Authority.IssueClient();
        Assert.Null(await PingAsync(server, _certificates.WriteClient(client), _certificates));
    }

    [Fact]
    public async Task The_name_in_the_certificate_may_be_given()
    {
        using X509Certificate2 server = _certificates.Authority.IssueServer("engine.test");
        Assert.Null(await PingAsync(server, _certificates.Trusting with { ServerName = "engine.test" }));
    }

    [Fact]
    public async Task A_wrong_name()
    {
        using X509Certificate2 server = _certificates.Authority.IssueServer("engine.test", "other.test");
        EngineUnreachableException error = await RefusedAsync(server, _certificates.Trusting);
        Assert.Contains("not for 127.0.0.1 but for engine.test, other.test", error.Message);
    }

    [Fact]
    public async Task A_server_of_another_CA()
    {
        using var foreign = new TestCertificates("Foreign CA");
        using X509Certificate2 server = foreign.Authority.IssueServer("127.0.0.1");
        EngineUnreachableException error = await RefusedAsync(server, _certificates.Trusting);
        Assert.Contains("Foreign CA", error.Message);
        Assert.Contains(_certificates.CaFile, error.Message);
    }

    [Fact]
    public async Task A_server_of_no_CA_of_the_system()
    {
        using X509Certificate2 server = Sign();
        EngineUnreachableException error = await RefusedAsync(server, new TlsOptions(null, null, null));
        Assert.Contains("this system", error.Message);
    }

    [Fact]
    public async Task An_expired_server()
    {
        using X509Certificate2 server = _certificates.Authority.IssueExpiredServer("127.0.0.1");
        Assert.Contains("expired on", (await RefusedAsync(server, _certificates.Trusting)).Message);
    }

    [Fact]
    public async Task A_certificate_that_is_not_for_servers()
    {
        using X509Certificate2 server = _certificates.Authority.IssueClient();
        Assert.Contains("its certificate is refused", (await RefusedAsync(server, _certificates.Trusting)).Message);
    }

    [Fact]
    public async Task Verification_is_skipped_only_when_that_was_said()
    {
        using var foreign = new TestCertificates("Foreign CA");
        using X509Certificate2 server = foreign.Authority.IssueExpiredServer("other.test");
        Assert.Null(await PingAsync(server, new TlsOptions(null, null, null, SkipVerification: true)));
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_client_certificate_that_is_missing(SslProtocols protocol)
    {
        using X509Certificate2 server = Sign();
        EngineUnreachableException error = await RefusedAsync(server, _certificates.Trusting, _certificates, protocol);
        Assert.Contains("wants a client certificate", error.Message);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_client_certificate_of_another_CA(SslProtocols protocol)
    {
        using var foreign = new TestCertificates("Foreign CA");
        using X509Certificate2 server = Sign();
        using X509Certificate2 client = foreign.Authority.IssueClient();
        EngineUnreachableException error = await RefusedAsync(server, _certificates.WriteClient(client), _certificates, protocol);
        Assert.Contains("refused the client certificate", error.Message);
    }

    [Fact]
    public async Task An_expired_client_certificate()
    {
        using X509Certificate2 server = Sign();
        using X509Certificate2 client = _certificates.Authority.IssueExpiredClient();
        EngineUnreachableException error = await RefusedAsync(server, _certificates.WriteClient(client), _certificates);
        Assert.Contains("it expired on", error.Message);
    }

    [Fact]
    public async Task A_server_without_TLS()
    {
        await using var server = ScriptedServer.Start(EndpointScheme.Tcp, async connection =>
        {
            await connection.ReadAsync(1);
            await connection.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            await connection.WaitForCloseAsync();
        });
        using DockerClient client = Clients.For(server, _certificates.Trusting);
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.PingAsync(TestLimit.Token));
        Assert.Equal(ConnectFailure.Tls, error.Failure);
        Assert.Contains("does not speak TLS", error.Message);
    }

    [Fact]
    public async Task Files_that_cannot_be_used_are_named()
    {
        using X509Certificate2 certificate = _certificates.Authority.IssueClient();
        TlsOptions good = _certificates.WriteClient(certificate);
        using X509Certificate2 other = _certificates.Authority.IssueClient();
        string empty = _certificates.Write("empty.pem", "");
        string encrypted = _certificates.Write("enc.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        await UnusableAsync(good with { CaFile = "/nowhere/ca.pem" }, "/nowhere/ca.pem", "does not exist");
        await UnusableAsync(good with { CaFile = empty }, empty, "no certificate");
        await UnusableAsync(good with { CertificateFile = empty }, empty, "no certificate");
        await UnusableAsync(good with { KeyFile = "/nowhere/key.pem" }, "/nowhere/key.pem", "does not exist");
        await UnusableAsync(good with { KeyFile = encrypted }, encrypted, "encrypted");
        await UnusableAsync(good with { KeyFile = empty }, empty, "");
        await UnusableAsync(good with { KeyFile = null }, good.CertificateFile!, "no key");
        await UnusableAsync(good with { CertificateFile = null }, good.KeyFile!, "no certificate");
        await UnusableAsync(good with { KeyFile = _certificates.WriteClient(other, "other").KeyFile }, "other-key.pem", "");
    }

    private static async Task UnusableAsync(TlsOptions options, string file, string reason)
    {
        using var client = new DockerClient(new DockerEndpoint { Scheme = EndpointScheme.Tcp, Address = "127.0.0.1", Port = 1, Tls = options }, new DockerClientOptions());
        EngineUnreachableException error = await Assert.ThrowsAsync<EngineUnreachableException>(() => client.PingAsync(TestLimit.Token));
        Assert.Equal(ConnectFailure.Tls, error.Failure);
        Assert.Contains(file, error.Message);
        Assert.Contains(reason, error.Message);
    }

    private X509Certificate2 Sign() => _certificates.Authority.IssueServer("127.0.0.1");

    private static async Task<EngineUnreachableException> RefusedAsync(
        X509Certificate2 certificate, TlsOptions options, TestCertificates? clientAuthority = null, SslProtocols protocols = SslProtocols.Tls12 | SslProtocols.Tls13)
    {
        EngineUnreachableException error = Assert.IsType<EngineUnreachableException>(await PingAsync(certificate, options, clientAuthority, protocols));
        Assert.True(error.Failure == ConnectFailure.Tls, error.ToString());
        Assert.NotNull(error.Advice);
        return error;
    }

    private static async Task<Exception?> PingAsync(
        X509Certificate2 certificate, TlsOptions options, TestCertificates? clientAuthority = null, SslProtocols protocols = SslProtocols.Tls12 | SslProtocols.Tls13)
    {
        await using var server = ScriptedServer.Start(
            EndpointScheme.Tcp, ScriptedServer.Engine((_, _) => Task.CompletedTask), TestCertificates.Server(certificate, clientAuthority?.Authority, protocols));
        using DockerClient client = Clients.For(server, options);
        return await Record.ExceptionAsync(() => client.PingAsync(TestLimit.Token));
    }
}
