using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DockerPS.Tests.Support;

/// <summary>A certificate authority that lives as long as its test.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _root;

    public CertificateAuthority(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-10), DateTimeOffset.UtcNow.AddYears(10));
    }

    /// <summary>The authority's certificate, as ca.pem has it.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>A server's certificate for these names and addresses, with its key.</summary>
    public X509Certificate2 IssueServer(params string[] names) => Issue("server", ServerUse, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30), names);

    /// <summary>A client's certificate with its key.</summary>
    public X509Certificate2 IssueClient() => Issue("client", ClientUse, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));

    /// <summary>A client's certificate that was good until a month ago.</summary>
    public X509Certificate2 IssueExpiredClient() => Issue("client", ClientUse, DateTimeOffset.UtcNow.AddDays(-60), DateTimeOffset.UtcNow.AddDays(-30));

    /// <summary>A server's certificate that was good until a month ago.</summary>
    public X509Certificate2 IssueExpiredServer(params string[] names) => Issue("server", ServerUse, DateTimeOffset.UtcNow.AddDays(-60), DateTimeOffset.UtcNow.AddDays(-30), names);

    public void Dispose() => _root.Dispose();

    private X509Certificate2 Issue(string subject, string use, DateTimeOffset from, DateTimeOffset until, params string[] names)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={subject}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        if (names.Length > 0)
            request.CertificateExtensions.Add(AlternativeNames(names));

        // An RSA request cannot be signed by an EC issuer's certificate as such, only by its generator.
        using ECDsa issuer = _root.GetECDsaPrivateKey()!;
        using X509Certificate2 bare = request.Create(_root.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer), from, until, RandomNumberGenerator.GetBytes(12));
        return bare.CopyWithPrivateKey(key);
    }

    private static X509Extension AlternativeNames(string[] names)
    {
        SubjectAlternativeNameBuilder builder = new();
        foreach (string name in names)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
                builder.AddIpAddress(address);
            else
                builder.AddDnsName(name);
        }

        return builder.Build();
    }
}
