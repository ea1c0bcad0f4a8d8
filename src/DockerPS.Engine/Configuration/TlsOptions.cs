namespace DockerPS.Engine.Configuration;

/// <summary>The TLS identity of a connection: PEM files as the docker CLI names them. Value equality makes it part of a client's key.</summary>
/// <param name="CaFile">ca.pem: the only root that is trusted; null trusts the system's roots.</param>
/// <param name="CertificateFile">cert.pem of the client; null sends none.</param>
/// <param name="KeyFile">key.pem of the client.</param>
/// <param name="SkipVerification">True only when the user said so; the server's certificate is then not checked.</param>
/// <param name="ServerName">Another name to expect in the server's certificate; null expects the address's host.</param>
internal sealed record TlsOptions(string? CaFile, string? CertificateFile, string? KeyFile, bool SkipVerification = false, string? ServerName = null);
