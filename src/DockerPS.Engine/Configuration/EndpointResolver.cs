namespace DockerPS.Engine.Configuration;

/// <summary>Finds the engine that is meant, in the docker CLI's own order. What does not resolve is an error, never another engine.</summary>
internal sealed class EndpointResolver
{
    public const string DefaultContextName = "default";

    private const string HostReason = "the DOCKER_HOST environment variable";

    private const string PlatformReason = "the platform's default";

    private readonly DockerEnvironment _environment;

    public EndpointResolver(DockerEnvironment environment) => _environment = environment;

    /// <summary>The context in force as the CLI tells it: default where DOCKER_HOST is set, else DOCKER_CONTEXT, else currentContext, else default.</summary>
    public string CurrentContextName => CurrentContext(LoadConfig()).Name;

    /// <summary>What to warn about where DOCKER_HOST overrides a context that is also chosen; null where nothing is overridden.</summary>
    public string? OverrideWarning
    {
        get
        {
            string? chosen = _environment.Context ?? LoadConfig().CurrentContext;
            return _environment.Host is null || chosen is null or DefaultContextName
                ? null
                : $"The DOCKER_HOST environment variable overrides the context '{DisplayText.Of(chosen)}'. Remove DOCKER_HOST to use the context.";
        }
    }

    /// <summary>DOCKER_HOST, DOCKER_CONTEXT, currentContext of config.json, the platform's default; the first that is there.</summary>
    public ResolvedEndpoint ResolveDefault()
    {
        DockerConfigFile config = LoadConfig();
        (string name, string reason) = CurrentContext(config);
        return name == DefaultContextName ? DefaultContext(config) : StoredContext(config, name, reason);
    }

    /// <summary>A context by name; default is what DOCKER_HOST says, else the platform's default.</summary>
    /// <exception cref="ContextNotFoundException">There is no such context.</exception>
    public ResolvedEndpoint ResolveContext(string name)
    {
        DockerConfigFile config = LoadConfig();
        return name == DefaultContextName ? DefaultContext(config) : StoredContext(config, name, $"the context '{DisplayText.Of(name)}'");
    }

    /// <summary>An endpoint as the user gave it; the DOCKER_TLS variables apply to tcp unless <paramref name="tls"/> is given.</summary>
    /// <exception cref="FormatException">The text is no endpoint.</exception>
    public ResolvedEndpoint ResolveHost(string text, TlsOptions? tls = null) =>
        Made(LoadConfig(), DockerEndpoint.Parse(text, tls ?? TlsFor(text)), "the address that was given");

    /// <summary>The text of a connection: a context's name or an endpoint with its scheme or port.</summary>
    /// <exception cref="ContextNotFoundException">It is neither.</exception>
    public ResolvedEndpoint ResolveText(string text)
    {
        string trimmed = text.Trim();
        if (trimmed == DefaultContextName || Contexts().Find(trimmed) is not null)
        {
            return ResolveContext(trimmed);
        }

        if (trimmed.Contains(':'))
        {
            return ResolveHost(trimmed);
        }

        throw new ContextNotFoundException(
            trimmed,
            $"'{DisplayText.OfEndpoint(trimmed)}' is neither a connection, nor a context, nor an endpoint. {KnownContexts()} Write an endpoint with its scheme, such as tcp://host:2376, or connect first with Connect-Docker.");
    }

    private (string Name, string Reason) CurrentContext(DockerConfigFile config)
    {
        if (_environment.Host is not null)
        {
            return (DefaultContextName, HostReason);
        }

        if (_environment.Context is { } named)
        {
            return (named, $"the context '{DisplayText.Of(named)}' of the DOCKER_CONTEXT environment variable");
        }

        return config.CurrentContext is { } current
            ? (current, $"the current context '{DisplayText.Of(current)}' of config.json")
            : (DefaultContextName, PlatformReason);
    }

    private ResolvedEndpoint DefaultContext(DockerConfigFile config)
    {
        // The CLI reads a blank DOCKER_HOST as none, though it still passes over the contexts.
        string host = (_environment.Host ?? "").Trim();
        if (host.Length == 0)
        {
            return PlatformDefault(config);
        }

        return DockerEndpoint.TryParse(host, TlsFor(host), out DockerEndpoint? endpoint, out string? error)
            ? Made(config, endpoint, HostReason)
            : throw new DockerConfigurationException($"The DOCKER_HOST environment variable is wrong. {error}");
    }

    private ResolvedEndpoint PlatformDefault(DockerConfigFile config)
    {
        if (_environment.UseTls)
        {
            string variable = _environment.TlsVerify ? "DOCKER_TLS_VERIFY" : "DOCKER_TLS";
            return Made(config, DockerEndpoint.Parse("tcp://", Tls()), $"{PlatformReason} with TLS ({variable} is set, DOCKER_HOST is not)");
        }

        if (_environment.IsWindows)
        {
            return Made(config, DockerEndpoint.Parse("npipe://"), PlatformReason);
        }

        if (_environment.SocketExists(DockerEndpoint.DefaultUnixSocket))
        {
            return Made(config, DockerEndpoint.Parse("unix://"), PlatformReason);
        }

        string? other = OtherSockets().FirstOrDefault(_environment.SocketExists);
        return other is null
            ? Made(config, DockerEndpoint.Parse("unix://"), PlatformReason)
            : Made(config, DockerEndpoint.Parse("unix://" + other), $"{PlatformReason}, as {DockerEndpoint.DefaultUnixSocket} is absent");
    }

    private IEnumerable<string> OtherSockets() => new[]
    {
        Path.Combine(_environment.RuntimeFolder ?? "", "docker.sock"),
        Path.Combine(_environment.HomeFolder, ".docker", "run", "docker.sock"),
        Path.Combine(_environment.HomeFolder, ".docker", "desktop", "docker.sock"),
    }.Where(path => path.StartsWith('/'));

    private ResolvedEndpoint StoredContext(DockerConfigFile config, string name, string reason)
    {
        if (Contexts().Find(name) is not { } context)
        {
            string rule = StoredContexts.IsValidName(name)
                ? ""
                : " A context's name has two or more letters, digits, '_', '.', '+' and '-', and begins with a letter or a digit.";
            string meant = $"{char.ToUpperInvariant(reason[0])}{reason[1..]}";
            throw new ContextNotFoundException(name, $"{meant} does not exist.{rule} {KnownContexts()}");
        }

        if (context.Error is { } broken)
        {
            throw new DockerConfigurationException($"The context '{context.Name}' cannot be used. {broken}");
        }

        return DockerEndpoint.TryParse(context.Host, context.Tls, out DockerEndpoint? endpoint, out string? error)
            ? Made(config, endpoint, reason) with { Name = context.Name }
            : throw new DockerConfigurationException($"The context '{context.Name}' cannot be used. {error}");
    }

    private string KnownContexts()
    {
        string[] names = [.. Contexts().List().Where(context => context.Error is null).Select(context => context.Name)];
        return names.Length == 0
            ? "There is no context beside default."
            : $"There are these contexts beside default: {string.Join(", ", names)}.";
    }

    private TlsOptions? TlsFor(string text)
    {
        int separator = text.IndexOf("://", StringComparison.Ordinal);
        string scheme = separator < 0 ? "tcp" : text[..separator].Trim().ToLowerInvariant();
        return _environment.UseTls && scheme is not ("unix" or "npipe" or "ssh") ? Tls() : null;
    }

    private TlsOptions Tls()
    {
        string folder = _environment.CertificateFolder;
        string? FileOf(string name) => Path.GetFullPath(Path.Combine(folder, name)) is { } file && File.Exists(file) ? file : null;
        (string? ca, string? certificate, string? key) = (FileOf("ca.pem"), FileOf("cert.pem"), FileOf("key.pem"));
        if (ca is null && _environment.TlsVerify)
        {
            throw new DockerConfigurationException(
                $"The DOCKER_TLS_VERIFY environment variable asks for TLS, but there is no ca.pem in '{folder}'. Put it there, or set DOCKER_CERT_PATH to its folder.");
        }

        bool hasPair = certificate is not null && key is not null;
        return new TlsOptions(ca, hasPair ? certificate : null, hasPair ? key : null, !_environment.TlsVerify);
    }

    private ResolvedEndpoint Made(DockerConfigFile config, DockerEndpoint endpoint, string reason) =>
        new(endpoint.ToString(), endpoint, reason, PinnedVersion(), CustomHeaders.Merge(config, _environment.CustomHeaders));

    private ApiVersion? PinnedVersion()
    {
        if (_environment.ApiVersionText is not { } text)
        {
            return null;
        }

        return ApiVersion.TryParse(text, out ApiVersion version)
            ? version
            : throw new DockerConfigurationException(
                $"The DOCKER_API_VERSION environment variable is '{DisplayText.Of(text)}', which is not an API version. Write it as 1.41, or remove it.");
    }

    private DockerConfigFile LoadConfig() => DockerConfigFile.Load(_environment.ConfigFolder);

    private StoredContexts Contexts() => new(_environment.ConfigFolder);
}
