using System.Runtime.CompilerServices;

namespace DockerPS.Engine.Configuration;

/// <summary>Keeps, lists and erases logins where the docker CLI does: in the helper that is set for the registry, else in config.json.</summary>
internal sealed class CredentialStore
{
    // What the CLI keeps beside the login where the user logged in to Docker Hub by the browser.
    private static readonly string[] s_hubTokens = [RegistryKey.DockerHub + "access-token", RegistryKey.DockerHub + "refresh-token"];

    private readonly DockerEnvironment _environment;
    private readonly ICredentialHelper _helper;

    /// <param name="environment">Where the settings are.</param>
    /// <param name="helper">Who asks the helpers; null runs them.</param>
    public CredentialStore(DockerEnvironment environment, ICredentialHelper? helper = null)
    {
        _environment = environment;
        _helper = helper ?? new CredentialHelper(environment.SearchPath);
    }

    /// <summary>config.json, whether it is there or not.</summary>
    public string ConfigFile => Path.Combine(_environment.ConfigFolder, DockerConfigFile.FileName);

    /// <summary>Where a login to the registry would be kept.</summary>
    public LoginPlace PlaceFor(string key)
    {
        (_, HelperChoice choice) = Load();
        return choice.For(key) is { } helper ? LoginPlace.OfHelper(helper) : LoginPlace.ConfigFile;
    }

    /// <summary>Keeps credentials under their registry's key.</summary>
    /// <returns>Where, and whether a password was newly written as plain text.</returns>
    /// <exception cref="DockerConfigurationException">The helper failed, or config.json cannot be read or written.</exception>
    public async Task<(LoginPlace Place, bool IsPlain)> StoreAsync(RegistryAuth auth, CancellationToken cancellationToken)
    {
        (DockerConfigFile config, HelperChoice choice) = Load();
        if (choice.For(auth.ServerAddress) is not { } helper)
        {
            bool changed = DockerConfigFile.WriteLogin(_environment.ConfigFolder, auth);
            return (LoginPlace.ConfigFile, changed && !string.IsNullOrEmpty(auth.Password));
        }

        await _helper.StoreAsync(helper, auth, cancellationToken).ConfigureAwait(false);

        // A file with logins and no setting would mean that they are in the file: the platform's helper has to be named from now on.
        bool isOwn = config.CredentialHelpers.ContainsKey(auth.ServerAddress);
        DockerConfigFile.WriteHelperLogin(_environment.ConfigFolder, auth.ServerAddress, isOwn || config.CredentialStore is not null ? null : helper);
        return (LoginPlace.OfHelper(helper), false);
    }

    /// <summary>The logins of the variable, the helpers and config.json, those that are used first before the others.
    /// What cannot be read is in its place with its error.</summary>
    public async IAsyncEnumerable<StoredLogin> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (StoredLogin login in new CredentialResolver(_environment, _helper).VariableLogins())
        {
            yield return login;
        }

        (DockerConfigFile config, HelperChoice choice) = Load();
        foreach ((string key, string helper) in config.CredentialHelpers.Where(static pair => pair.Value.Length > 0))
        {
            if (await OfHelperAsync(helper, key, cancellationToken).ConfigureAwait(false) is { } login)
            {
                yield return login;
            }
        }

        if (choice.Store is { } store)
        {
            foreach (StoredLogin login in await OfStoreAsync(store, cancellationToken).ConfigureAwait(false))
            {
                if (choice.For(login.Key) == store && !s_hubTokens.Contains(login.Key))
                {
                    yield return login;
                }
            }
        }

        foreach (string key in config.Auths?.Names.Where(key => choice.For(key) is null) ?? [])
        {
            if (OfFile(config, key) is { } login)
            {
                yield return login;
            }
        }
    }

    /// <summary>Forgets the login to a registry, in each way in which it may be written.</summary>
    /// <param name="key">The registry's key.</param>
    /// <param name="place">Only that helper, or only config.json; null is all.</param>
    /// <param name="cancellationToken">Stops a helper that is being asked.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="DockerConfigurationException">A helper failed, or config.json cannot be read or written.</exception>
    public async Task<bool> EraseAsync(string key, LoginPlace? place, CancellationToken cancellationToken)
    {
        (DockerConfigFile config, HelperChoice choice) = Load();
        bool found = false;
        foreach (IGrouping<string?, string> keys in Spellings(key, config).GroupBy(choice.For))
        {
            if (keys.Key is { } helper && (place is null || place == LoginPlace.OfHelper(helper)))
            {
                found |= await EraseFromHelperAsync(helper, [.. keys], cancellationToken).ConfigureAwait(false);
            }

            if (place is null || place == LoginPlace.ConfigFile || place.Value.Helper == keys.Key)
            {
                foreach (string spelling in keys)
                {
                    // With a helper the entry is only a mark, which is no login.
                    found |= DockerConfigFile.RemoveLogin(_environment.ConfigFolder, spelling) && keys.Key is null;
                }
            }
        }

        return found;
    }

    private (DockerConfigFile Config, HelperChoice Choice) Load()
    {
        DockerConfigFile config = DockerConfigFile.Load(_environment.ConfigFolder);
        return (config, new HelperChoice(_environment, _helper, config));
    }

    /// <summary>The keys that docker logout erases, and those of config.json under which the login would be found.</summary>
    private static IEnumerable<string> Spellings(string key, DockerConfigFile config)
    {
        string[] known = key == RegistryKey.DockerHub ? [key, .. s_hubTokens] : [key, RegistryKey.HostOf(key), "http://" + RegistryKey.HostOf(key), "https://" + RegistryKey.HostOf(key)];
        return known.Concat(config.Auths?.Names.Where(name => RegistryKey.HostOf(name) == key) ?? []).Distinct(StringComparer.Ordinal);
    }

    private async Task<bool> EraseFromHelperAsync(string helper, string[] keys, CancellationToken cancellationToken)
    {
        bool found = false;
        foreach (string key in await KnownAsync(helper, keys, cancellationToken).ConfigureAwait(false))
        {
            await _helper.EraseAsync(helper, key, cancellationToken).ConfigureAwait(false);
            found = true;
        }

        return found;
    }

    /// <summary>Those of the keys that a helper has. Helpers are not at one about what erasing an unknown one is, an error or nothing.</summary>
    private async Task<IReadOnlyList<string>> KnownAsync(string helper, string[] keys, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyDictionary<string, string> listed = await _helper.ListAsync(helper, cancellationToken).ConfigureAwait(false);
            return [.. keys.Where(listed.ContainsKey)];
        }
        catch (DockerConfigurationException)
        {
            // Not every helper can list.
            List<string> known = [];
            foreach (string key in keys)
            {
                if (await _helper.GetAsync(helper, key, cancellationToken).ConfigureAwait(false) is not null)
                {
                    known.Add(key);
                }
            }

            return known;
        }
    }

    private async Task<StoredLogin?> OfHelperAsync(string helper, string key, CancellationToken cancellationToken)
    {
        LoginPlace place = LoginPlace.OfHelper(helper);
        try
        {
            return await _helper.GetAsync(helper, key, cancellationToken).ConfigureAwait(false) is { } auth ? StoredLogin.Of(auth, key, place) : null;
        }
        catch (DockerConfigurationException exception)
        {
            return new StoredLogin(key, place) { Error = exception };
        }
    }

    private async Task<IReadOnlyList<StoredLogin>> OfStoreAsync(string helper, CancellationToken cancellationToken)
    {
        LoginPlace place = LoginPlace.OfHelper(helper);
        try
        {
            IReadOnlyDictionary<string, string> listed = await _helper.ListAsync(helper, cancellationToken).ConfigureAwait(false);
            return
            [
                .. listed.Select(pair => new StoredLogin(pair.Key, place)
                {
                    UserName = pair.Value is "" or CredentialHelper.TokenUser ? null : pair.Value,
                    IsToken = pair.Value == CredentialHelper.TokenUser,
                }),
            ];
        }
        catch (DockerConfigurationException exception)
        {
            return [new StoredLogin(CredentialHelper.Prefix + helper, place) { Error = exception }];
        }
    }

    private static StoredLogin? OfFile(DockerConfigFile config, string key)
    {
        try
        {
            return CredentialResolver.ReadEntry(config, key) is { } auth ? StoredLogin.Of(auth, key, LoginPlace.ConfigFile) : null;
        }
        catch (DockerConfigurationException exception)
        {
            return new StoredLogin(key, LoginPlace.ConfigFile) { Error = exception };
        }
    }
}
