using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Hosting;
using DockerPS.Hosting.Objects;

namespace DockerPS.Commands;

/// <summary>Gets everything that the engine tells of objects of any type: containers, images and others.</summary>
/// <remarks>
/// <para>A name or id is looked for in docker's order: container, image, network, volume, and at a swarm's manager
/// service, task, node, secret, config; the first type that has it counts. -Type says
/// which ones to look in. What comes is what the cmdlet of that type returns with -Detailed; the users of a volume come with -Size. The twin of docker inspect.</para>
/// <para>Objects of other cmdlets can be piped in, too: they are asked for again, as they are now, on their own engine.</para>
/// </remarks>
/// <example>
/// <title>Inspect whatever has this name</title>
/// <code>Get-DockerObject web | ConvertTo-Json -Depth 10</code>
/// <para>Returns the container web, or the image where there is no such container, and so on.</para>
/// </example>
/// <example>
/// <title>Inspect an image that is called like a container</title>
/// <code>Get-DockerObject nginx -Type image | Format-List *</code>
/// <para>Looks among images only.</para>
/// </example>
/// <example>
/// <title>See an object as it is now</title>
/// <code>$web = Get-Container web; Stop-Container $web; ($web | Get-DockerObject).State</code>
/// <para>The object in the variable still says that it runs; the engine is asked again.</para>
/// </example>
/// <example>
/// <title>Find everything of a name</title>
/// <code>Get-DockerObject shop* | Group-Object { $_.GetType().Name }</code>
/// <para>A wildcard stands for the objects of all types.</para>
/// </example>
/// <seealso cref="GetContainerCommand"/>
/// <seealso cref="GetImageCommand"/>
/// <seealso cref="GetDockerNetworkCommand"/>
/// <seealso cref="GetDockerVolumeCommand"/>
/// <seealso cref="GetDockerNodeCommand"/>
/// <seealso cref="GetDockerSecretCommand"/>
/// <seealso cref="GetDockerConfigCommand"/>
[Cmdlet(VerbsCommon.Get, "DockerObject", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ContainerDetail), typeof(ImageDetail), typeof(DockerNetworkDetail), typeof(DockerVolumeDetail))]
[OutputType(typeof(DockerServiceDetail), typeof(DockerTask), typeof(DockerNodeDetail), typeof(DockerSecret), typeof(DockerConfigDetail))]
public sealed class GetDockerObjectCommand : EngineCmdlet
{
    private const string NameSet = "Name";
    private const string InputObjectSet = "InputObject";
    private const string IdSet = "Id";

    private AnyObjectResolver? _resolver;

    /// <summary>The objects, by name, full id or unique id prefix. Wildcards match the names of all types.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerObject))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Objects of other cmdlets, which are asked for again on the engine that they came from. What belongs to a container, such as
    /// its statistics or a line of its log, stands for the container.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerObject))]
    public DockerObject[]? InputObject { get; set; }

    /// <summary>The objects' ids, from objects that have been through CSV, JSON or a job.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>Only objects of these types, such as container and image. All by default.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string[]? Type { get; set; }

    /// <summary>Also returns the bytes of containers' file systems, and the bytes and users of volumes, which the engine counts anew: slow.
    /// Nothing to other types.</summary>
    [Parameter]
    [Alias("s")]
    public SwitchParameter Size { get; set; }

    /// <inheritdoc/>
    private protected override Task BeginAsync()
    {
        _resolver = new AnyObjectResolver(Type is null ? ObjectTypes.All : ObjectTypes.Named(Type), Size, StopToken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (InputObject is null)
        {
            await WriteAllAsync(ResolveNamesAsync(_resolver!, Id ?? Name ?? [])).ConfigureAwait(false);
            return;
        }

        await foreach ((EngineApi engine, DockerObject item) in ResolveObjectsAsync(InputObject, static (engine, item) => (engine, item)).ConfigureAwait(false))
        {
            await GuardAsync(item.Connection, item, async () =>
            {
                ObjectType type = ObjectTypes.All.FirstOrDefault(type => type.IsOf(item))
                    ?? throw new InvalidRequestException("BadParameter", $"An object of the type {item.GetType().Name} is nothing that can be inspected.");
                await WriteAsync(await type.RefreshAsync(engine, item, Size, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }
}
