namespace DockerPS.Engine.Api.Wire;

/// <summary>What a swarm or a node trusts, and who signed for it.</summary>
internal sealed class SwarmTls : EngineData
{
    public string TrustRoot { get; set; } = "";

    public byte[] CertIssuerSubject { get; set; } = [];

    public byte[] CertIssuerPublicKey { get; set; } = [];
}
