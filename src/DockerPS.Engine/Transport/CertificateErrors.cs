using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace DockerPS.Engine.Transport;

/// <summary>Words for what is wrong with the engine's certificate.</summary>
internal static class CertificateErrors
{
    /// <summary>What is wrong with the chain; null where it does end at a certificate of ca.pem.</summary>
    public static (string Reason, string Advice)? ExplainChain(X509Certificate2 certificate, X509Chain chain, X509Certificate2Collection? roots, string? caFile)
    {
        X509ChainStatusFlags flags = X509ChainStatusFlags.NoError;
        foreach (X509ChainStatus status in chain.ChainStatus)
        {
            flags |= status.Status;
        }

        // ca.pem may hold an intermediate without its root: trusted by docker, "partial" for .NET.
        if (flags == X509ChainStatusFlags.PartialChain && roots is not null && chain.ChainElements.Count > 1 && Holds(roots, chain.ChainElements[^1].Certificate))
        {
            return null;
        }

        if ((flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
        {
            return caFile is null
                ? ($"its certificate, issued by {Name(certificate.IssuerName)}, is not signed by an authority that this system trusts.", "Give the CA that signed it as ca.pem (DOCKER_CERT_PATH, or the context's TLS files).")
                : ($"its certificate, issued by {Name(certificate.IssuerName)}, is not signed by the CA in {caFile}.", "Check that ca.pem is the one of this engine, and that nobody stands between you and it.");
        }

        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return Time(chain);
        }

        string detail = string.Join(" ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct());
        return ($"its certificate is refused: {DisplayText.OfMessage(detail)}", "Give the engine a certificate that is made for a server and signed by the CA in ca.pem.");
    }

    /// <summary>The names that a certificate is made for.</summary>
    public static string Names(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (X509SubjectAlternativeNameExtension extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.AddRange(extension.EnumerateDnsNames());
            names.AddRange(extension.EnumerateIPAddresses().Select(address => address.ToString()));
        }

        return DisplayText.OfMessage(names.Count == 0 ? Name(certificate.SubjectName) : string.Join(", ", names));
    }

    private static string Name(X500DistinguishedName name) => name.Name.Length == 0 ? "nobody" : DisplayText.OfMessage(name.Name);

    private static bool Holds(X509Certificate2Collection roots, X509Certificate2 certificate) =>
        roots.Any(root => root.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));

    private static (string Reason, string Advice) Time(X509Chain chain)
    {
        X509Certificate2 wrong = chain.ChainElements.FirstOrDefault(element => element.ChainElementStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid))?.Certificate
            ?? chain.ChainElements[0].Certificate;
        string which = wrong.RawDataMemory.Span.SequenceEqual(chain.ChainElements[0].Certificate.RawDataMemory.Span) ? "its certificate" : $"the certificate of its issuer {Name(wrong.SubjectName)}";
        return wrong.NotAfter < DateTime.Now
            ? (string.Create(CultureInfo.InvariantCulture, $"{which} expired on {wrong.NotAfter:yyyy-MM-dd HH:mm}."), "Renew it, and check the clock of this machine.")
            : (string.Create(CultureInfo.InvariantCulture, $"{which} is not valid before {wrong.NotBefore:yyyy-MM-dd HH:mm}."), "Check the clocks of this machine and of the engine's.");
    }
}
