using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting;

/// <summary>The base of Connect- and Disconnect-DockerNetwork: every container with every network, each on the container's own engine.</summary>
public abstract class NetworkAttachmentCmdlet : EngineCmdlet
{
    internal const string NameSet = "Name";
    internal const string ContainerObjectSet = "ContainerObject";
    internal const string NetworkObjectSet = "NetworkObject";
    internal const string ObjectSet = "Object";
    internal const string IdSet = "Id";

    // A name is looked up once on each engine, and is one error there, however many containers come.
    private readonly Dictionary<(DockerClient Engine, string Name), List<NetworkName>> _networks = [];
    private NetworkResolver? _networkResolver;
    private ContainerResolver? _containerResolver;

    private protected NetworkAttachmentCmdlet()
    {
    }

    /// <summary>The networks, by name, full id or unique id prefix, on each container's own engine. Wildcards match names.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ContainerObjectSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerNetwork))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkCompleter))]
    public string[]? Network { get; set; }

    /// <summary>The networks, as objects of Get-DockerNetwork and New-DockerNetwork. The containers are those of the same engine.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NetworkObjectSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerNetwork))]
    public DockerNetwork[]? NetworkObject { get; set; }

    /// <summary>The containers, by name, full id or unique id prefix. Wildcards match names.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = NetworkObjectSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Container))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContainerCompleter))]
    public string[]? Container { get; set; }

    /// <summary>The containers, as objects of Get-Container and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = ContainerObjectSet)]
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [Alias("InputObject")]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Container))]
    public Container[]? ContainerObject { get; set; }

    /// <summary>The containers' ids, 12 to 64 hexadecimal digits, from objects that have been through CSV, JSON or a job.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("ContainerId")]
    [ObjectId(typeof(Container))]
    public string[]? Id { get; set; }

    /// <summary>What the record of the id is, by which an object that is none of these is told apart. It comes from every object by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet, DontShow = true)]
    public object? PSTypeNames { get; set; }

    /// <summary>How many containers are acted on at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    /// <summary>Returns each container as it is now, with its networks.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = ContainerObjectSet)]
    [Parameter(ParameterSetName = NetworkObjectSet)]
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    internal sealed override int? WorkLimit => ThrottleLimit;

    /// <summary>What is done, as ShouldProcess shows it: "Connect container".</summary>
    private protected abstract string Action { get; }

    /// <summary>What stands between the container and the network in questions: "to" or "from".</summary>
    private protected abstract string Joint { get; }

    /// <summary>True where the user's -Force silences the prompt.</summary>
    private protected virtual bool NoPrompt => false;

    /// <summary>Does it to one container and one network.</summary>
    private protected abstract Task ActAsync(NetworkAttachment attachment);

    /// <summary>Finds containers by name.</summary>
    private protected virtual ContainerResolver NewContainerResolver() => new(StopToken);

    /// <summary>What a network name that the engine does not find may still stand for.</summary>
    private protected virtual Task<bool> MayExistElsewhereAsync(EngineApi engine) => Task.FromResult(false);

    /// <summary>False for a container that only a wildcard found, and that it cannot mean.</summary>
    private protected virtual Task<bool> FitsWildcardAsync(EngineApi engine, NetworkName network, string containerId) => Task.FromResult(true);

    /// <inheritdoc/>
    // One container's networks one after the other: their order is that of its interfaces.
    private protected sealed override Task ProcessAsync() => ActOnEachAsync(
        AttachmentsAsync(), Action, NoPrompt, ActAndShowAsync, static attachment => (attachment.Engine.Client, attachment.Container.Id));

    private async Task ActAndShowAsync(NetworkAttachment attachment)
    {
        await ActAsync(attachment).ConfigureAwait(false);
        if (PassThru)
        {
            await WriteAsync(await attachment.Engine.Containers.InspectAsync(attachment.Container.Id, size: false, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private IAsyncEnumerable<NetworkAttachment> AttachmentsAsync() => NetworkObject is null ? WithNamesAsync() : WithObjectsAsync(NetworkObject);

    /// <summary>Networks by name: each is that of the container's engine.</summary>
    private async IAsyncEnumerable<NetworkAttachment> WithNamesAsync()
    {
        IAsyncEnumerable<ResolvedContainer> containers = ContainerObject is not null
            ? ResolveObjectsAsync(ContainerObject, static (engine, container) => ResolvedContainer.Of(engine, container))
            : Id is not null ? ResolveIdsAsync(Containers, Id, typeof(Container), PSTypeNames)
            : ResolveNamesAsync(Containers, Container ?? []);
        string[] networks = Network ?? [];
        await foreach (ResolvedContainer container in containers.ConfigureAwait(false))
        {
            foreach (string name in networks)
            {
                foreach (NetworkName network in await FindNetworksAsync(container.Engine, name).ConfigureAwait(false))
                {
                    if (await IsMeantAsync(container, network).ConfigureAwait(false))
                    {
                        yield return new NetworkAttachment(container, network, Joint);
                    }
                }
            }
        }
    }

    /// <summary>Networks as objects: the containers are found on the network's engine, or must be there.</summary>
    private async IAsyncEnumerable<NetworkAttachment> WithObjectsAsync(DockerNetwork[] networks)
    {
        IAsyncEnumerable<ResolvedNetwork> resolved = ResolveObjectsAsync(networks, static (engine, network) => new ResolvedNetwork(engine, network, network));
        await foreach (ResolvedNetwork network in resolved.ConfigureAwait(false))
        {
            IAsyncEnumerable<ResolvedContainer> containers = ContainerObject is not null
                ? OnEngineOfAsync(network, ContainerObject)
                : ResolveNamesAsync(Containers, [network.Engine], Container ?? []);
            await foreach (ResolvedContainer container in containers.ConfigureAwait(false))
            {
                if (await IsMeantAsync(container, NetworkName.Of(network)).ConfigureAwait(false))
                {
                    yield return new NetworkAttachment(container, NetworkName.Of(network), Joint);
                }
            }
        }
    }

    private ContainerResolver Containers => _containerResolver ??= NewContainerResolver();

    private async IAsyncEnumerable<ResolvedContainer> OnEngineOfAsync(ResolvedNetwork network, Container[] containers)
    {
        await foreach (ResolvedContainer container in ResolveObjectsAsync(
            containers, static (engine, container) => ResolvedContainer.Of(engine, container)).ConfigureAwait(false))
        {
            if (container.Engine.Connection.IsSameEngine(network.Engine.Connection))
            {
                yield return container;
                continue;
            }

            await WriteErrorAsync(
                new InvalidRequestException(
                    "EngineConflict",
                    $"The container '{container.Label}' is on '{container.Engine.Connection.Name}', and the network '{network.Name}' on '{network.Engine.Connection.Name}'.")
                {
                    Connection = container.Engine.Connection,
                    Advice = "Give the network by name: it is then looked up on the container's own engine.",
                },
                container.Target).ConfigureAwait(false);
        }
    }

    private async Task<List<NetworkName>> FindNetworksAsync(EngineApi engine, string name)
    {
        if (_networks.TryGetValue((engine.Client, name), out List<NetworkName>? known))
        {
            return known;
        }

        Resolution<ResolvedNetwork> resolution = await (_networkResolver ??= new NetworkResolver(StopToken)).ResolveAsync([engine], name).ConfigureAwait(false);
        List<NetworkName> found = [.. resolution.Found.Select(NetworkName.Of)];
        foreach (DockerException error in resolution.Errors)
        {
            if (IsMissing(error) && await MayExistElsewhereAsync(engine).ConfigureAwait(false))
            {
                found.Add(new NetworkName(name, name));
            }
            else
            {
                await WriteErrorAsync(error, name).ConfigureAwait(false);
            }
        }

        _networks.Add((engine.Client, name), found);
        return found;
    }

    /// <summary>What was named is meant; what a wildcard found, where it fits.</summary>
    private Task<bool> IsMeantAsync(ResolvedContainer container, NetworkName network) =>
        Container is not { } names || (container.Target is string target && names.Contains(target, StringComparer.Ordinal))
            ? Task.FromResult(true)
            : FitsWildcardAsync(container.Engine, network, container.Id);
}
