using System.Text;

namespace DockerPS.Engine.Configuration;

/// <summary>Finds the credentials of a registry as the docker CLI does: DOCKER_AUTH_CONFIG, a helper where one is set, else config.json itself.</summary>
internal sealed class CredentialResolver
{
    private const string AuthVariable = "DOCKER_AUTH_CONFIG";

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly DockerEnvironment _environment;
    private readonly ICredentialHelper _helper;
    private readonly Action<string>? _warn;

    /// <param name="environment">Where the settings are.</param>
    /// <param name="helper">Who asks the helpers; null runs them.</param>
    /// <param name="warn">Told when DOCKER_AUTH_CONFIG is passed over because it cannot be used.</param>
    public CredentialResolver(DockerEnvironment environment, ICredentialHelper? helper = null, Action<string>? warn = null)
    {
        _environment = environment;
        _helper = helper ?? new CredentialHelper(environment.SearchPath);
        _warn = warn;
    }

    /// <summary>The credentials for a registry; null where there are none and the registry is used without.</summary>
    /// <param name="registryHost">The host as in image references: docker.io, host or host:port.</param>
    /// <param name="cancellationToken">Stops a helper that is being asked.</param>
    public async Task<RegistryAuth?> ResolveAsync(string registryHost, CancellationToken cancellationToken)
    {
        string key = RegistryKey.Of(registryHost);
        if (FromVariable(key) is { } fromVariable)
        {
            return fromVariable;
        }

        DockerConfigFile config = DockerConfigFile.Load(_environment.ConfigFolder);
        string? helper = config.CredentialHelpers.TryGetValue(key, out string? named) ? named : config.CredentialStore ?? PlatformHelper(config);
        return string.IsNullOrEmpty(helper)
            ? FromFile(config, key)
            : await _helper.GetAsync(helper, key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>X-Registry-Config for a build: the credentials of the registries that it names, and of no others; null where there are none.</summary>
    public async Task<string?> ResolveConfigHeaderAsync(IEnumerable<string> registryHosts, CancellationToken cancellationToken)
    {
        List<RegistryAuth> found = [];
        foreach (string host in registryHosts.DistinctBy(RegistryKey.Of, StringComparer.Ordinal))
        {
            if (await ResolveAsync(host, cancellationToken).ConfigureAwait(false) is { } auth)
            {
                found.Add(auth.ServerAddress == RegistryKey.Of(host) ? auth : auth.For(RegistryKey.Of(host)));
            }
        }

        return found.Count == 0 ? null : RegistryAuth.ToConfigHeaderValue(found);
    }

    /// <summary>The credentials for all registries that there are any for, as the CLI gathers them: DOCKER_AUTH_CONFIG alone where it has some,
    /// else those of the store or of config.json, and over them those of the helpers of single registries.</summary>
    public async Task<IReadOnlyList<RegistryAuth>> ResolveAllAsync(CancellationToken cancellationToken)
    {
        List<RegistryAuth> fromVariable = [.. VariableKeys().Select(FromVariable).OfType<RegistryAuth>()];
        if (fromVariable.Count > 0)
        {
            return fromVariable;
        }

        DockerConfigFile config = DockerConfigFile.Load(_environment.ConfigFolder);
        var found = new Dictionary<string, RegistryAuth>(StringComparer.Ordinal);
        if ((config.CredentialStore ?? PlatformHelper(config)) is { } store)
        {
            foreach (string key in await _helper.ListAsync(store, cancellationToken).ConfigureAwait(false))
            {
                Keep(key, await _helper.GetAsync(store, key, cancellationToken).ConfigureAwait(false));
            }
        }
        else
        {
            foreach (string key in config.Auths?.Names ?? [])
            {
                Keep(key, FromFile(config, key));
            }
        }

        foreach ((string key, string helper) in config.CredentialHelpers)
        {
            Keep(key, await _helper.GetAsync(helper, key, cancellationToken).ConfigureAwait(false));
        }

        return [.. found.Values];

        void Keep(string key, RegistryAuth? auth)
        {
            if (auth is not null)
            {
                found[key] = auth;
            }
        }
    }

    private ConfigSection? VariableSection() => _environment.AuthConfig is { } text
        ? ConfigSection.Parse(Encoding.UTF8.GetBytes(text), $"The {AuthVariable} environment variable", null).Section("auths")
        : null;

    private IEnumerable<string> VariableKeys()
    {
        try
        {
            return VariableSection()?.Names ?? [];
        }
        catch (DockerConfigurationException exception)
        {
            _warn?.Invoke(exception.Message);
            return [];
        }
    }

    private RegistryAuth? FromVariable(string key)
    {
        try
        {
            if (VariableSection()?.Entry(key) is not { } entry)
            {
                return null;
            }

            return entry.Text("auth") is { Length: > 0 } encoded
                ? Decode(encoded, key, entry)
                : throw entry.Error("auth", "is missing. Write it as the base64 of user:password.");
        }
        catch (DockerConfigurationException exception)
        {
            // As the CLI has it: a broken variable does not hide what is configured beside it.
            _warn?.Invoke(exception.Message);
            return null;
        }
    }

    private static RegistryAuth? FromFile(DockerConfigFile config, string key)
    {
        if (config.Auths is not { } auths)
        {
            return null;
        }

        string? written = auths.Entry(key) is not null ? key : auths.Names.FirstOrDefault(name => RegistryKey.HostOf(name) == key);
        if (written is null || auths.Entry(written) is not { } entry)
        {
            return null;
        }

        RegistryAuth auth = entry.Text("auth") is { Length: > 0 } encoded
            ? Decode(encoded, written, entry)
            : new RegistryAuth
            {
                Username = entry.Text("username"),
                Password = entry.Text("password"),
                IdentityToken = entry.Text("identitytoken"),
                RegistryToken = entry.Text("registrytoken"),
                ServerAddress = written,
            };
        return auth.IsEmpty ? null : auth;
    }

    private static RegistryAuth Decode(string encoded, string key, ConfigSection entry)
    {
        try
        {
            string text = s_strictUtf8.GetString(Convert.FromBase64String(encoded));
            int colon = text.IndexOf(':');
            if (colon > 0)
            {
                return new RegistryAuth
                {
                    Username = text[..colon],
                    Password = text[(colon + 1)..].Trim('\0'),
                    IdentityToken = entry.Text("identitytoken"),
                    RegistryToken = entry.Text("registrytoken"),
                    ServerAddress = key,
                };
            }
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            // The same message as for a text without a colon follows.
        }

        throw entry.Error("auth", "is not the base64 of user:password. Log in again, or take the entry out.");
    }

    /// <summary>Where config.json holds no credentials at all, the CLI uses the platform's own helper if it is installed.</summary>
    private string? PlatformHelper(DockerConfigFile config)
    {
        if (config.CredentialHelpers.Count > 0 || config.Auths?.Names.Any() == true)
        {
            return null;
        }

        string helper = _environment.IsWindows ? "wincred"
            : _environment.IsMacOS ? "osxkeychain"
            : _helper.ProgramExists("pass") ? "pass"
            : "secretservice";
        return _helper.ProgramExists(CredentialHelper.Prefix + helper) ? helper : null;
    }
}
