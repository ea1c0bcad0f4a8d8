using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DockerPS.Engine.Configuration;

namespace DockerPS.Engine.Transport;

/// <summary>The certificates of a connection, read from their PEM files, and the rule by which the engine's is judged.</summary>
internal sealed class TlsMaterial : IDisposable
{
    private readonly DockerEndpoint _endpoint;
    private readonly TlsOptions _options;
    private readonly X509Certificate2Collection? _roots;
    private readonly X509Certificate2Collection _clientChain = [];
    private readonly X509Certificate2? _client;

    private TlsMaterial(DockerEndpoint endpoint, TlsOptions options)
    {
        _endpoint = endpoint;
        _options = options;
        try
        {
            _roots = options.CaFile is null ? null : LoadRoots(options.CaFile);
            if (options.CertificateFile is not null || options.KeyFile is not null)
            {
                _client = LoadClient();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads the files. What is missing or broken is an <see cref="EngineUnreachableException"/> that names the file.</summary>
    public static TlsMaterial Load(DockerEndpoint endpoint, TlsOptions options) => new(endpoint, options);

    public SslClientAuthenticationOptions CreateOptions()
    {
        var options = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = Validate,
        };
        if (_roots is not null)
        {
            options.CertificateChainPolicy = CreateChainPolicy();
        }

        if (_client is not null)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(_client, _clientChain, offline: true);
        }

        return options;
    }

    /// <summary>What the engine's refusal of our certificate means.</summary>
    public EngineUnreachableException ClientCertificateRefused(Exception error) =>
        ConnectErrors.ClientCertificateRefused(_endpoint, _client?.NotAfter, error);

    public void Dispose()
    {
        _client?.Dispose();
        DisposeAll(_clientChain);
        if (_roots is not null)
        {
            DisposeAll(_roots);
        }
    }

    private static void DisposeAll(X509Certificate2Collection certificates)
    {
        foreach (X509Certificate2 certificate in certificates)
        {
            certificate.Dispose();
        }
    }

    private X509ChainPolicy CreateChainPolicy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(_roots!);
        return policy;
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        _options.SkipVerification || errors == SslPolicyErrors.None || Judge(certificate, chain, errors);

    // False would lose the reason: the handler then says only that the certificate is invalid.
    private bool Judge(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 presented || chain is null)
        {
            throw ConnectErrors.Tls(_endpoint, "the other side showed no certificate.", "Check that the port is the engine's TLS port.");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && CertificateErrors.ExplainChain(presented, chain, _roots, _options.CaFile) is { } problem)
        {
            throw ConnectErrors.Tls(_endpoint, problem.Reason, problem.Advice);
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            string expected = _options.ServerName ?? _endpoint.Address;
            throw ConnectErrors.Tls(_endpoint, $"the certificate is not for {expected} but for {CertificateErrors.Names(presented)}.", "Connect by a name that the certificate holds, or give the engine one that holds this name.");
        }

        return true;
    }

    private X509Certificate2Collection LoadRoots(string file)
    {
        var roots = new X509Certificate2Collection();
        Read(file, () => roots.ImportFromPemFile(file));
        return roots.Count != 0
            ? roots
            : throw Unreadable(file, "it holds no certificate in PEM form", null);
    }

    private X509Certificate2 LoadClient()
    {
        string certificateFile = _options.CertificateFile ?? throw Unreadable(_options.KeyFile!, "there is a key, but no certificate (cert.pem) to go with it", null);
        string keyFile = _options.KeyFile ?? throw Unreadable(certificateFile, "there is a certificate, but no key (key.pem) to go with it", null);
        Read(certificateFile, () => _clientChain.ImportFromPemFile(certificateFile));
        if (_clientChain.Count == 0)
        {
            throw Unreadable(certificateFile, "it holds no certificate in PEM form", null);
        }

        string key = "";
        Read(keyFile, () => key = File.ReadAllText(keyFile));
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw Unreadable(keyFile, "the key is encrypted, and a passphrase cannot be given", null);
        }

        X509Certificate2? client = null;
        Read(keyFile, () => client = X509Certificate2.CreateFromPem(_clientChain[0].ExportCertificatePem(), key));
        if (!OperatingSystem.IsWindows())
        {
            return client!;
        }

        // Windows' TLS cannot use a key that lives in memory only; one imported from PFX it can.
        using (client)
        {
#pragma warning disable SYSLIB0057 // Its replacement came with .NET 9.
            return new X509Certificate2(client!.Export(X509ContentType.Pfx));
#pragma warning restore SYSLIB0057
        }
    }

    private void Read(string file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(file, "the file does not exist", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unreadable(file, "you have no right to read it", e);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException)
        {
            throw Unreadable(file, e.Message, e);
        }
    }

    private EngineUnreachableException Unreadable(string file, string reason, Exception? error) => ConnectErrors.Tls(
        _endpoint, $"the TLS file {file} cannot be used: {reason.TrimEnd('.')}.", "Check the TLS files (DOCKER_CERT_PATH, or those of the context): ca.pem, cert.pem, key.pem.", error);
}
