using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DockerPS.Engine.Configuration;

namespace DockerPS.Tests.Support;

/// <summary>A CA made for one test, and the certificates that it signs, as PEM files of a temporary folder.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _authority;
    private int _serial;

    public TestCertificates(string name = "Test CA")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        _authority = request.CreateSelfSigned(DateTimeOffset.Now.AddYears(-2), DateTimeOffset.Now.AddYears(2));
        File.WriteAllText(CaFile, _authority.ExportCertificatePem());
    }

    public string CaFile => _folder.File("ca.pem");

    public TlsOptions Trusting => new(CaFile, null, null);

    /// <summary>Signs a certificate for a server (or a client) with these names.</summary>
    public X509Certificate2 Sign(string[]? names = null, IPAddress[]? addresses = null, bool expired = false, bool client = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var alternative = new SubjectAlternativeNameBuilder();
        foreach (string name in names ?? [])
        {
            alternative.AddDnsName(name);
        }

        foreach (IPAddress address in addresses ?? [])
        {
            alternative.AddIpAddress(address);
        }

        if (!client)
        {
            request.CertificateExtensions.Add(alternative.Build());
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(client ? "1.3.6.1.5.5.7.3.2" : "1.3.6.1.5.5.7.3.1")], critical: false));
        DateTimeOffset end = expired ? DateTimeOffset.Now.AddDays(-1) : DateTimeOffset.Now.AddYears(1);
        using X509Certificate2 bare = request.Create(_authority, DateTimeOffset.Now.AddYears(-1), end, [1, (byte)++_serial]);
        using X509Certificate2 withKey = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    /// <summary>Writes cert.pem and key.pem for a client.</summary>
    public TlsOptions WriteClient(X509Certificate2 certificate, string name = "client")
    {
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(_folder.File(name + "-cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File(name + "-key.pem"), key.ExportPkcs8PrivateKeyPem());
        return new TlsOptions(CaFile, _folder.File(name + "-cert.pem"), _folder.File(name + "-key.pem"));
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    /// <summary>A server's side with this certificate; with a CA it wants a client certificate signed by that.</summary>
    public static SslServerAuthenticationOptions Server(X509Certificate2 certificate, TestCertificates? clientAuthority = null, SslProtocols protocols = SslProtocols.Tls12 | SslProtocols.Tls13)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            EnabledSslProtocols = protocols,
            ClientCertificateRequired = clientAuthority is not null,
        };
        if (clientAuthority is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.Add(clientAuthority._authority);
        }

        return options;
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }
}
