namespace DockerPS.Engine.Configuration;

/// <summary>The environment that docker's settings come from: variables, the home folder, the platform, which sockets are there.</summary>
internal sealed class DockerEnvironment
{
    private readonly Func<string, string?> _variable;

    public DockerEnvironment(Func<string, string?> variable) => _variable = variable;

    /// <summary>The environment of this process, read afresh at each use.</summary>
    public static DockerEnvironment Current { get; } = new(Environment.GetEnvironmentVariable);

    public bool IsWindows { get; init; } = OperatingSystem.IsWindows();

    public bool IsMacOS { get; init; } = OperatingSystem.IsMacOS();

    /// <summary>Whether a socket is at a path.</summary>
    public Func<string, bool> SocketExists { get; init; } = File.Exists;

    /// <summary>DOCKER_HOST.</summary>
    public string? Host => Get("DOCKER_HOST");

    /// <summary>DOCKER_CONTEXT.</summary>
    public string? Context => Get("DOCKER_CONTEXT");

    /// <summary>DOCKER_API_VERSION.</summary>
    public string? ApiVersionText => Get("DOCKER_API_VERSION");

    /// <summary>DOCKER_CUSTOM_HEADERS.</summary>
    public string? CustomHeaders => Get("DOCKER_CUSTOM_HEADERS");

    /// <summary>DOCKER_DEFAULT_PLATFORM, such as linux/amd64: the platform of pulls, builds and runs that name none.</summary>
    public string? DefaultPlatform => Get("DOCKER_DEFAULT_PLATFORM");

    /// <summary>DOCKER_AUTH_CONFIG: credentials as JSON.</summary>
    public string? AuthConfig => Get("DOCKER_AUTH_CONFIG");

    /// <summary>Any value of DOCKER_TLS_VERIFY verifies, 0 and false too, as the CLI has it.</summary>
    public bool TlsVerify => Get("DOCKER_TLS_VERIFY") is not null;

    /// <summary>TLS for tcp: any value of DOCKER_TLS_VERIFY or of DOCKER_TLS.</summary>
    public bool UseTls => TlsVerify || Get("DOCKER_TLS") is not null;

    /// <summary>The folder of ca.pem, cert.pem and key.pem: DOCKER_CERT_PATH, else the configuration folder.</summary>
    public string CertificateFolder => Get("DOCKER_CERT_PATH") ?? ConfigFolder;

    /// <summary>The folder of config.json and the contexts: DOCKER_CONFIG, else .docker in the home folder.</summary>
    public string ConfigFolder => Get("DOCKER_CONFIG") ?? Path.Combine(HomeFolder, ".docker");

    /// <summary>XDG_RUNTIME_DIR: where a rootless engine has its socket.</summary>
    public string? RuntimeFolder => Get("XDG_RUNTIME_DIR");

    /// <summary>PATH: where programs are looked for.</summary>
    public string? SearchPath => Get("PATH");

    public string HomeFolder =>
        Get(IsWindows ? "USERPROFILE" : "HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>A variable's value; null where it is not set, or empty.</summary>
    public string? Get(string name) => _variable(name) is { Length: > 0 } value ? value : null;

    /// <summary>A variable's value as it is, empty included; null where it is not set.</summary>
    public string? Lookup(string name) => _variable(name);
}
