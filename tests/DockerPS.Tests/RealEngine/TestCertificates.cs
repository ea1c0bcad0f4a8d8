using System.Security.Cryptography.X509Certificates;
using DockerPS.Tests.Support;

namespace DockerPS.Tests.RealEngine;

/// <summary>The folders of PEM files for the private TLS engine, each shaped as DOCKER_CERT_PATH wants it: ca.pem, cert.pem, key.pem.</summary>
/// <param name="Folder">The client's own: the engine takes it. Also holds server-cert.pem and server-key.pem.</param>
internal sealed record TestCertificates(string Folder)
{
    /// <summary>The client's certificate expired a month ago.</summary>
    public string Expired => Path.Combine(Folder, "expired");

    /// <summary>The client's certificate is of an authority that the engine does not know.</summary>
    public string Foreign => Path.Combine(Folder, "foreign");

    /// <summary>ca.pem is of another authority than the engine's.</summary>
    public string Distrusting => Path.Combine(Folder, "distrusting");

    /// <summary>Makes all of them under <paramref name="folder"/>, for a server with these names and addresses.</summary>
    public static void Create(string folder, params string[] serverNames)
    {
        using CertificateAuthority authority = new("DockerPS test");
        using CertificateAuthority other = new("some other authority");
        using X509Certificate2 server = authority.IssueServer(serverNames);
        using X509Certificate2 client = authority.IssueClient();
        using X509Certificate2 expired = authority.IssueExpiredClient();
        using X509Certificate2 foreign = other.IssueClient();

        TestCertificates layout = new(folder);
        Write(layout.Folder, authority, client);
        Write(layout.Expired, authority, expired);
        Write(layout.Foreign, authority, foreign);
        Write(layout.Distrusting, other, client);
        WritePair(folder, "server-", server);
    }

    private static void Write(string folder, CertificateAuthority authority, X509Certificate2 client)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "ca.pem"), authority.Pem);
        WritePair(folder, "", client);
    }

    private static void WritePair(string folder, string prefix, X509Certificate2 certificate)
    {
        File.WriteAllText(Path.Combine(folder, $"{prefix}cert.pem"), certificate.ExportCertificatePem());
        string key = Path.Combine(folder, $"{prefix}key.pem");
        using System.Security.Cryptography.RSA rsa = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(key, rsa.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
