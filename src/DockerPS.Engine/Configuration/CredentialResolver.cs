using System.Text;

namespace DockerPS.Engine.Configuration;

/// <summary>Finds the credentials of a registry: the logins of the session, then as the docker CLI does: DOCKER_AUTH_CONFIG, a helper where
/// one is set, else config.json itself.</summary>
internal sealed class CredentialResolver
{
    public const string AuthVariable = "DOCKER_AUTH_CONFIG";

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly DockerEnvironment _environment;
    private readonly ICredentialHelper _helper;
    private readonly Action<string>? _warn;
    private readonly IReadOnlyDictionary<string, RegistryAuth> _session;

    /// <param name="environment">Where the settings are.</param>
    /// <param name="helper">Who asks the helpers; null runs them.</param>
    /// <param name="warn">Told when DOCKER_AUTH_CONFIG is passed over because it cannot be used.</param>
    /// <param name="session">Logins that go before all others, by the registry's key.</param>
    public CredentialResolver(
        DockerEnvironment environment, ICredentialHelper? helper = null, Action<string>? warn = null, IReadOnlyDictionary<string, RegistryAuth>? session = null)
    {
        _environment = environment;
        _helper = helper ?? new CredentialHelper(environment.SearchPath);
        _warn = warn;
        _session = session ?? new Dictionary<string, RegistryAuth>();
    }

    /// <summary>The credentials for a registry; null where there are none and the registry is used without.</summary>
    /// <param name="registryHost">The host as in image references: docker.io, host or host:port.</param>
    /// <param name="cancellationToken">Stops a helper that is being asked.</param>
    public async Task<RegistryAuth?> ResolveAsync(string registryHost, CancellationToken cancellationToken)
    {
        string key = RegistryKey.Of(registryHost);
        if (_session.TryGetValue(key, out RegistryAuth? ofSession))
        {
            return ofSession;
        }

        if (FromVariable(key) is { } fromVariable)
        {
            return fromVariable;
        }

        DockerConfigFile config = DockerConfigFile.Load(_environment.ConfigFolder);
        return new HelperChoice(_environment, _helper, config).For(key) is not { } helper
            ? FromFile(config, key)
            : await _helper.GetAsync(helper, key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The credentials for all registries that there are any for, as the CLI gathers them: DOCKER_AUTH_CONFIG alone where it has some,
    /// else those of the store or of config.json, and over them those of the helpers of single registries; over all, the session's.</summary>
    public async Task<IReadOnlyList<RegistryAuth>> ResolveAllAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, RegistryAuth> found = VariableKeys().Select(FromVariable).OfType<RegistryAuth>()
            .ToDictionary(static auth => auth.ServerAddress, StringComparer.Ordinal);
        if (found.Count == 0)
        {
            found = await FromStoresAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach ((string key, RegistryAuth auth) in _session)
        {
            found[key] = auth;
        }

        return [.. found.Values];
    }

    private async Task<Dictionary<string, RegistryAuth>> FromStoresAsync(CancellationToken cancellationToken)
    {
        DockerConfigFile config = DockerConfigFile.Load(_environment.ConfigFolder);
        var found = new Dictionary<string, RegistryAuth>(StringComparer.Ordinal);
        if (new HelperChoice(_environment, _helper, config).Store is { } store)
        {
            foreach (string key in (await _helper.ListAsync(store, cancellationToken).ConfigureAwait(false)).Keys)
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

        foreach ((string key, string helper) in config.CredentialHelpers.Where(static pair => pair.Value.Length > 0))
        {
            Keep(key, await _helper.GetAsync(helper, key, cancellationToken).ConfigureAwait(false));
        }

        return found;

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
            return ReadVariable(key);
        }
        catch (DockerConfigurationException exception)
        {
            // As the CLI has it: a broken variable does not hide what is configured beside it.
            _warn?.Invoke(exception.Message);
            return null;
        }
    }

    /// <summary>The logins of DOCKER_AUTH_CONFIG; what cannot be read is there with its error.</summary>
    public IEnumerable<StoredLogin> VariableLogins()
    {
        string[] keys;
        StoredLogin? broken = null;
        try
        {
            keys = [.. VariableSection()?.Names ?? []];
        }
        catch (DockerConfigurationException exception)
        {
            keys = [];
            broken = new StoredLogin(AuthVariable, LoginPlace.Variable) { Error = exception };
        }

        return broken is null ? keys.Select(VariableLogin).OfType<StoredLogin>() : [broken];
    }

    /// <summary>Whether DOCKER_AUTH_CONFIG has a login under a key.</summary>
    public bool HasVariableLogin(string key) => VariableLogins().Any(login => login.Key == key && login.Error is null);

    private StoredLogin? VariableLogin(string key)
    {
        try
        {
            return ReadVariable(key) is { } auth ? StoredLogin.Of(auth, key, LoginPlace.Variable) : null;
        }
        catch (DockerConfigurationException exception)
        {
            return new StoredLogin(key, LoginPlace.Variable) { Error = exception };
        }
    }

    private RegistryAuth? ReadVariable(string key) => VariableSection()?.Entry(key) is not { } entry
        ? null
        : entry.Text("auth") is { Length: > 0 } encoded
            ? Decode(encoded, key, entry)
            : throw entry.Error("auth", "is missing. Write it as the base64 of user:password.");

    private static RegistryAuth? FromFile(DockerConfigFile config, string key)
    {
        if (config.Auths is not { } auths)
        {
            return null;
        }

        string? written = auths.Entry(key) is not null ? key : auths.Names.FirstOrDefault(name => RegistryKey.HostOf(name) == key);
        return written is null ? null : ReadEntry(config, written);
    }

    /// <summary>The credentials of one entry of config.json; null where there is no such entry, or nothing in it.</summary>
    /// <exception cref="DockerConfigurationException">The entry cannot be read.</exception>
    public static RegistryAuth? ReadEntry(DockerConfigFile config, string written)
    {
        if (config.Auths?.Entry(written) is not { } entry)
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
}
