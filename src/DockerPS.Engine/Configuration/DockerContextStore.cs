namespace DockerPS.Engine.Configuration;

/// <summary>The contexts as a user sees them, default among them.</summary>
internal sealed class DockerContextStore
{
    // docker's own words for it.
    private const string DefaultDescription = "Current DOCKER_HOST based configuration";

    private readonly DockerEnvironment _environment;
    private readonly EndpointResolver _resolver;

    public DockerContextStore(DockerEnvironment environment)
    {
        _environment = environment;
        _resolver = new EndpointResolver(environment);
    }

    /// <summary>Every context, default first, then by name. A broken one is listed with its error, and so is a current one that does not exist.</summary>
    public IReadOnlyList<DockerContext> List()
    {
        string current = CurrentName();
        List<DockerContext> contexts = [Default(current)];
        contexts.AddRange(Contexts().List().Select(context => Convert(Named(context, current), current)));
        if (!contexts.Exists(context => context.Current))
        {
            contexts.Add(Missing(current));
        }

        return contexts;
    }

    /// <summary>A context by name: exactly, else the only one that differs in case alone; null where there is none.</summary>
    public DockerContext? Find(string name)
    {
        string current = CurrentName();
        return name.Equals(EndpointResolver.DefaultContextName, StringComparison.OrdinalIgnoreCase)
            ? Default(current)
            : Contexts().Find(name) is { } context ? Convert(context, current) : null;
    }

    /// <summary>Makes a context the current one in config.json; default takes the entry out.</summary>
    /// <exception cref="ContextNotFoundException">There is no such context.</exception>
    public void SetCurrent(string name)
    {
        bool isDefault = name.Equals(EndpointResolver.DefaultContextName, StringComparison.OrdinalIgnoreCase);
        DockerConfigFile.WriteCurrentContext(_environment.ConfigFolder, isDefault ? null : _resolver.ResolveContext(name).Name);
    }

    private DockerContext Default(string current)
    {
        try
        {
            DockerEndpoint endpoint = _resolver.ResolveContext(EndpointResolver.DefaultContextName).Endpoint;
            return Default(current, endpoint, null);
        }
        catch (DockerConfigurationException exception)
        {
            return Default(current, null, exception.Message);
        }
    }

    private static DockerContext Default(string current, DockerEndpoint? endpoint, string? error) => new()
    {
        Name = EndpointResolver.DefaultContextName,
        Description = DefaultDescription,
        Endpoint = endpoint?.ToString() ?? "",
        Current = current == EndpointResolver.DefaultContextName,
        SkipTlsVerify = endpoint?.Tls?.SkipVerification ?? false,
        HasTlsMaterial = endpoint?.Tls is { CaFile: not null } or { CertificateFile: not null },
        Error = error,
    };

    private static DockerContext Convert(StoredContext context, string current) => new()
    {
        Name = context.Name,
        Description = context.Description,
        Endpoint = DisplayText.OfEndpoint(context.Host),
        Current = context.Name == current,
        SkipTlsVerify = context.SkipTlsVerify,
        HasTlsMaterial = context.HasTlsMaterial,
        Error = context.Error,
    };

    private static DockerContext Missing(string current) => new()
    {
        Name = current,
        Current = true,
        Error = "The context does not exist. Choose another with Use-DockerContext, or make it again.",
    };

    /// <summary>A broken meta.json cannot tell its name, but the current context's folder is known by it.</summary>
    private static StoredContext Named(StoredContext context, string current) =>
        context.Error is not null && context.Name == StoredContexts.FolderOf(current) ? context with { Name = current } : context;

    /// <summary>The current context as the store spells it.</summary>
    private string CurrentName()
    {
        string current = _resolver.CurrentContextName;
        return current == EndpointResolver.DefaultContextName ? current : Contexts().Find(current)?.Name ?? current;
    }

    private StoredContexts Contexts() => new(_environment.ConfigFolder);
}
