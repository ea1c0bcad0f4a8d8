using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using DockerPS.Engine.Configuration;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.Faults;

/// <summary>Certificates that are not to be trusted, as a cmdlet tells of them.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly TestCertificates _own = new("Own CA");
    private readonly TestCertificates _foreign = new("Foreign CA");

    public void Dispose()
    {
        _own.Dispose();
        _foreign.Dispose();
    }

    [Theory]
    [InlineData("expired server", "expired on")]
    [InlineData("foreign server", "Foreign CA")]
    [InlineData("expired client", "it expired on")]
    [InlineData("foreign client", "refused the client certificate")]
    [InlineData("no client", "wants a client certificate")]
    public async Task Are_a_security_error_that_says_why(string fault, string reason)
    {
        using X509Certificate2 server = fault switch
        {
            "expired server" => _own.Authority.IssueExpiredServer("127.0.0.1"),
            "foreign server" => _foreign.Authority.IssueServer("127.0.0.1"),
            _ => _own.Authority.IssueServer("127.0.0.1"),
        };
        using X509Certificate2 client = fault switch
        {
            "expired client" => _own.Authority.IssueExpiredClient(),
            "foreign client" => _foreign.Authority.IssueClient(),
            _ => _own.Authority.IssueClient(),
        };
        TlsOptions files = _own.WriteClient(client);
        await using var engine = ScriptedServer.Start(
            EndpointScheme.Tcp,
            ScriptedServer.Engine(static (connection, _) => connection.SendAsync(ScriptedServer.Answer(200, "[]"))),
            TestCertificates.Server(server, fault.EndsWith("client", StringComparison.Ordinal) ? _own.Authority : null));
        CmdletRunner runner = CmdletRunner.Create("Connect-Docker").With(new { HostAddress = $"tcp://127.0.0.1:{engine.Endpoint.Port}", CertificateAuthorityPath = _own.CaFile });

        CmdletResult result = (fault == "no client" ? runner : runner.With(new { CertificatePath = files.CertificateFile, KeyPath = files.KeyFile })).Run();

        FaultedEngine.AssertError("EngineUnreachable", result.TerminatingError);
        Assert.Equal(ErrorCategory.SecurityError, result.TerminatingError!.CategoryInfo.Category);
        Assert.Contains(reason, result.TerminatingError.Exception.Message);
    }
}
