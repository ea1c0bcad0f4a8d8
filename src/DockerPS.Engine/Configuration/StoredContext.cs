namespace DockerPS.Engine.Configuration;

/// <summary>A context as its folder has it.</summary>
/// <param name="Name">Its name; where meta.json cannot be read, the folder's.</param>
/// <param name="Description">What its maker wrote about it.</param>
/// <param name="Host">The endpoint's text; empty where there is none.</param>
/// <param name="SkipTlsVerify">Whether the server's certificate goes unchecked.</param>
/// <param name="Tls">The TLS identity for tcp; null where neither material nor a skipped check asks for TLS.</param>
/// <param name="Error">Why it cannot be used; null where it can.</param>
internal sealed record StoredContext(string Name, string Description, string Host, bool SkipTlsVerify, TlsOptions? Tls, string? Error)
{
    public bool HasTlsMaterial => Tls is { CaFile: not null } or { CertificateFile: not null } or { KeyFile: not null };
}
