namespace DockerPS;

/// <summary>A node with all that the swarm tells of it (GET /nodes/{id}).</summary>
public sealed class DockerNodeDetail : DockerNode
{
    internal DockerNodeDetail()
    {
    }

    /// <summary>Resources that somebody else than docker knows, as gpu=2 or gpu=UUID1 (Description.Resources.GenericResources).</summary>
    public ReadableList<string> GenericResources { get; internal init; } = [];

    /// <summary>The plugins of the node's engine, as Volume/local (Description.Engine.Plugins).</summary>
    public ReadableList<string> Plugins { get; internal init; } = [];

    /// <summary>The root certificate that the node trusts, as PEM (Description.TLSInfo.TrustRoot).</summary>
    public string RootCertificate { get; internal init; } = "";

    /// <summary>The subject of who issued the node's certificate, as DER (Description.TLSInfo.CertIssuerSubject).</summary>
    public byte[] IssuerSubject { get; internal init; } = [];

    /// <summary>The public key of who issued the node's certificate, as DER (Description.TLSInfo.CertIssuerPublicKey).</summary>
    public byte[] IssuerPublicKey { get; internal init; } = [];
}
