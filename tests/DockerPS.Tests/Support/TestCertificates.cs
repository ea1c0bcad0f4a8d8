using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Support;

/// <summary>The TLS side of one test: an authority, the PEM files that a client names, and what a server needs.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestCertificates(string name = "Test CA")
    {
        Authority = new CertificateAuthority(name);
        File.WriteAllText(CaFile, Authority.Pem);
    }

    public CertificateAuthority Authority { get; }

    public string CaFile => _folder.Combine("ca.pem");

    public TlsOptions Trusting => new(CaFile, null, null);

    /// <summary>A server's side with this certificate; with an authority it wants a client certificate signed by that.</summary>
    public static SslServerAuthenticationOptions Server(X509Certificate2 certificate, CertificateAuthority? clients = null, SslProtocols protocols = SslProtocols.Tls12 | SslProtocols.Tls13)
    {
        var options = new SslServerAuthenticationOptions
        {
            // From PFX, since Windows cannot serve with a key that lives in memory only.
            ServerCertificate = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null),
            EnabledSslProtocols = protocols,
            ClientCertificateRequired = clients is not null,
        };
        if (clients is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.ImportFromPem(clients.Pem);
        }

        return options;
    }

    /// <summary>Writes cert.pem and key.pem for a client.</summary>
    public TlsOptions WriteClient(X509Certificate2 certificate, string name = "client")
    {
        using RSA key = certificate.GetRSAPrivateKey()!;
        string certificateFile = Write(name + "-cert.pem", certificate.ExportCertificatePem());
        return new TlsOptions(CaFile, certificateFile, Write(name + "-key.pem", key.ExportPkcs8PrivateKeyPem()));
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(_folder.Combine(name), text);
        return _folder.Combine(name);
    }

    public void Dispose()
    {
        Authority.Dispose();
        _folder.Dispose();
    }
}
