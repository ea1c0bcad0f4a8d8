using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>The operations of one engine, by resource. What they return knows its engine.</summary>
internal sealed class EngineApi(DockerConnection connection)
{
    private DockerClient? _client;

    public DockerConnection Connection { get; } = connection;

    /// <summary>The engine's client.</summary>
    /// <exception cref="DockerException">The connection stands for no engine.</exception>
    public DockerClient Client => _client ??= Connection.Client;

    public BuildCacheApi BuildCache => new(this);

    public ConfigApi Configs => new(this);

    public ContainerApi Containers => new(this);

    public ExecApi Exec => new(this);

    public ImageApi Images => new(this);

    public NetworkApi Networks => new(this);

    public NodeApi Nodes => new(this);

    public RegistryApi Registry => new(this);

    public SecretApi Secrets => new(this);

    public ServiceApi Services => new(this);

    public StackApi Stacks => new(this);

    public SwarmApi Swarm => new(this);

    public SystemApi System => new(this);

    public TaskApi Tasks => new(this);

    public VolumeApi Volumes => new(this);

    /// <summary>Refuses a parameter that needs a newer API than is spoken, before anything is sent.</summary>
    /// <exception cref="NotSupportedByEngineException">The API is older.</exception>
    public async Task RequireAsync(ApiVersion needed, string feature, CancellationToken cancellationToken)
    {
        EngineIdentity identity = await Client.IdentifyAsync(cancellationToken).ConfigureAwait(false);
        if (identity.ApiVersion < needed)
        {
            throw new NotSupportedByEngineException(
                $"{feature} needs Engine API {needed}, but {identity.ApiVersion} is spoken with '{Connection.Name}' (the engine has {identity.EngineApiVersion}).");
        }
    }
}
