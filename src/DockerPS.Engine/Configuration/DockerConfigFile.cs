using System.Text;

namespace DockerPS.Engine.Configuration;

/// <summary>docker's config.json. Each part is read when it is asked for, so that an error in one does not spoil the others.</summary>
internal sealed class DockerConfigFile
{
    public const string FileName = "config.json";

    private const string AuthsKey = "auths";

    private const string StoreKey = "credsStore";

    private static readonly object s_writing = new();

    private static readonly (string Variable, string Key)[] s_proxies =
    [
        ("HTTP_PROXY", "httpProxy"),
        ("HTTPS_PROXY", "httpsProxy"),
        ("NO_PROXY", "noProxy"),
        ("FTP_PROXY", "ftpProxy"),
        ("ALL_PROXY", "allProxy"),
    ];

    private readonly ConfigSection _root;

    private DockerConfigFile(string path, ConfigSection root)
    {
        FilePath = path;
        _root = root;
    }

    /// <summary>The file, whether it is there or not.</summary>
    public string FilePath { get; }

    /// <summary>The context that is used where nothing else is said; null is default.</summary>
    public string? CurrentContext => _root.Text("currentContext") is { Length: > 0 } name ? name : null;

    /// <summary>The helper that keeps all credentials; null where there is none.</summary>
    public string? CredentialStore => _root.Text(StoreKey) is { Length: > 0 } name ? name : null;

    /// <summary>Helpers by registry key; an empty one means this file.</summary>
    public IReadOnlyDictionary<string, string> CredentialHelpers => _root.TextMap("credHelpers");

    /// <summary>Headers to send with every request.</summary>
    public IReadOnlyDictionary<string, string> HttpHeaders => _root.TextMap("HttpHeaders");

    /// <summary>The keys that detach from a container, such as ctrl-p,ctrl-q; null is docker's own.</summary>
    public string? DetachKeys => _root.Text("detachKeys") is { Length: > 0 } keys ? keys : null;

    /// <summary>Filters of every prune, such as label!=keep.</summary>
    public IReadOnlyList<string> PruneFilters => _root.Texts("pruneFilters");

    /// <summary>The credentials that the file itself holds, by registry key; null where it holds none.</summary>
    internal ConfigSection? Auths => _root.Section(AuthsKey);

    /// <summary>Reads config.json of a folder; a file that is not there is an empty one.</summary>
    public static DockerConfigFile Load(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return new DockerConfigFile(path, ConfigSection.Parse(ReadBytes(path), $"'{path}'", path));
    }

    /// <summary>Sets or, with null, takes out currentContext; all else in the file stays as it is, byte for byte.</summary>
    public static void WriteCurrentContext(string folder, string? name) => Edit(folder, content => JsonTextEditor.Set(content, "currentContext", name));

    /// <summary>Writes credentials into the file, as the CLI does without a helper. What else the entry has stays.</summary>
    /// <returns>Whether the file was changed.</returns>
    public static bool WriteLogin(string folder, RegistryAuth auth) => Edit(folder, content =>
    {
        bool hasBasic = !string.IsNullOrEmpty(auth.Username) || !string.IsNullOrEmpty(auth.Password);
        return SetLogin(
            JsonTextEditor.EnsureObject(content, [AuthsKey, auth.ServerAddress]),
            auth.ServerAddress,
            hasBasic ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{auth.Username}:{auth.Password}")) : null,
            auth.IdentityToken);
    });

    /// <summary>Writes that a helper keeps a registry's credentials: an entry without any, as the CLI does.</summary>
    /// <param name="folder">The file's folder.</param>
    /// <param name="key">The registry's key.</param>
    /// <param name="store">The helper to name as that of all credentials; null leaves the setting.</param>
    public static void WriteHelperLogin(string folder, string key, string? store) => Edit(folder, content =>
    {
        byte[] edited = SetLogin(JsonTextEditor.EnsureObject(content, [AuthsKey, key]), key, auth: null, identityToken: null);
        return store is null ? edited : JsonTextEditor.Set(edited, StoreKey, store);
    });

    /// <summary>Takes a registry's entry out of the file.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool RemoveLogin(string folder, string key) => Edit(folder, content => JsonTextEditor.Set(content, [AuthsKey, key], null));

    private static byte[] SetLogin(byte[] content, string key, string? auth, string? identityToken)
    {
        (string Key, string? Value)[] fields = [("auth", auth), ("identitytoken", identityToken), ("username", null), ("password", null), ("registrytoken", null)];
        foreach ((string field, string? value) in fields)
        {
            content = JsonTextEditor.Set(content, [AuthsKey, key, field], string.IsNullOrEmpty(value) ? null : value);
        }

        return content;
    }

    /// <summary>Changes the file; one that would stay as it is, is not written.</summary>
    private static bool Edit(string folder, Func<byte[], byte[]> edit)
    {
        string path = Path.Combine(folder, FileName);

        // Two runspaces that log in at once must not undo each other's.
        lock (s_writing)
        {
            byte[] content = ReadBytes(path);

            // What cannot be read must not be overwritten.
            ConfigSection.Parse(content, $"'{path}'", path);
            byte[] edited = edit(content);
            if (edited.AsSpan().SequenceEqual(content) || (content.Length == 0 && edited.AsSpan().SequenceEqual("{}"u8)))
            {
                return false;
            }

            try
            {
                AtomicFile.Write(path, edited);
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new DockerConfigurationException($"'{path}' cannot be written: {exception.Message} Check the rights of its folder.", exception) { File = path };
            }
        }
    }

    /// <summary>The proxy variables for containers and builds of an engine, in upper and lower case: those of its endpoint, else of default.
    /// What the user sets for a container wins; that is the caller's to merge, name by name.</summary>
    /// <param name="endpoint">The endpoint's text, compared exactly with the keys of proxies.</param>
    public IReadOnlyDictionary<string, string> ProxyEnvironment(string endpoint)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        ConfigSection? proxies = _root.Section("proxies");
        if ((proxies?.Entry(endpoint) ?? proxies?.Entry("default")) is not { } proxy)
        {
            return variables;
        }

        foreach ((string variable, string key) in s_proxies)
        {
            if (proxy.Text(key) is { Length: > 0 } value)
            {
                variables[variable] = value;
                variables[variable.ToLowerInvariant()] = value;
            }
        }

        return variables;
    }

    /// <summary>The file's path.</summary>
    public override string ToString() => FilePath;

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DockerConfigurationException($"'{path}' cannot be read: {exception.Message} Check its rights.", exception) { File = path };
        }
    }
}
