using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Services;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Changes services of a swarm.</summary>
/// <remarks>
/// <para>Changes what the parameters name and leaves all else as it is, then waits until the tasks are as they should be; their progress is shown
/// (-Detach does not wait). Tasks are replaced as the service's update policy says, and only where the change is one of theirs; a job runs again as a whole
/// after any change, of a label too. When the update pauses or is
/// undone because tasks fail, that is an error with what they failed of. Undo-DockerService takes the last change back.
/// The twin of docker service update (POST /services/{id}/update).</para>
/// <para>Lists are changed by pairs: -AddLabel and -RemoveLabel, and so on; to change an entry, add it again. What is to be removed and is not there is
/// passed over (-Verbose tells). The change is made on what the service is at that moment: when somebody else changes it at the same time, both
/// changes are made, one after the other, or an error says that it was not.</para>
/// <para>A new -Image is pinned by the digest that its registry has now. Images that are in no registry need -NoResolveImage. The login that the nodes pull
/// with stays as it is, unless -WithRegistryAuthentication sends another one.</para>
/// </remarks>
/// <example>
/// <title>A new version</title>
/// <code>Update-DockerService web -Image nginx:1.27</code>
/// <para>Replaces the tasks one after the other, or as -UpdateParallelism and its like say.</para>
/// </example>
/// <example>
/// <title>Publish it elsewhere, with one more variable</title>
/// <code>Update-DockerService web -RemovePublish 80 -AddPublish 9090:80 -AddEnvironment @{ MODE = 'test' } -RemoveEnvironment DEBUG</code>
/// <para>-RemovePublish 80 means every port that leads to port 80 of the containers, 8080:80 that one only.</para>
/// </example>
/// <example>
/// <title>Another secret in the same file</title>
/// <code>Update-DockerService db -RemoveSecret password-1 -AddSecret 'source=password-2,target=password'</code>
/// <para>Secrets cannot be changed: a new one takes the place of the old one.</para>
/// </example>
/// <example>
/// <title>Move services away from a node</title>
/// <code>Get-DockerService web-* | Update-DockerService -AddConstraint 'node.hostname!=old' -Detach</code>
/// <para>Each service goes back to the swarm that it came from.</para>
/// </example>
/// <example>
/// <title>Start all tasks anew</title>
/// <code>Update-DockerService web -Force</code>
/// <para>Replaces the tasks though nothing has changed, which also spreads them over nodes that are new.</para>
/// </example>
/// <example>
/// <title>Carefully</title>
/// <code>Update-DockerService web -Image web:2 -UpdateParallelism 1 -UpdateMonitor 30 -UpdateFailureAction rollback -UpdateOrder start-first</code>
/// <para>When a new task fails within half a minute, all of them are taken back to what they were, which is an error here.</para>
/// </example>
/// <example>
/// <title>Limits and health</title>
/// <code>Update-DockerService api -LimitMemory 512MB -ReserveMemory 256MB -HealthCommand 'curl -f http://localhost/' -HealthInterval 10 -HealthRetry 3</code>
/// <para>0 takes a limit away, -NoHealthCheck the check.</para>
/// </example>
[Cmdlet(VerbsData.Update, "DockerService", SupportsShouldProcess = true, DefaultParameterSetName = NameSet)]
[OutputType(typeof(DockerServiceSummary))]
public sealed class UpdateDockerServiceCommand : ServiceParametersCmdlet
{
    private const string NameSet = "Name";
    private const string InputObjectSet = "InputObject";
    private const string IdSet = "Id";

    private readonly Dictionary<DockerConnection, Task<ServiceSpecEdit>> _edits = [];
    private SwarmObjectResolver<DockerServiceSummary>? _resolver;
    private IReadOnlyList<ApiRequirement> _requirements = [];
    private ServiceSpecEdit _edit = new();
    private ServiceReferences _references = new();
    private ServiceImageResolver? _images;
    private string? _image;
    private string _changes = "";

    /// <summary>The services, by name, full id or unique id prefix. Wildcards match names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(DockerService))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The services, as objects of Get-DockerService and other cmdlets. Each goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(DockerService))]
    public DockerService[]? InputObject { get; set; }

    /// <summary>The services' ids, 12 to 64 letters and digits, from objects that have been through CSV, JSON or a job.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("ServiceId")]
    [ObjectId(typeof(DockerService), AnyLetter = true)]
    public string[]? Id { get; set; }

    /// <summary>What the record of the id is, by which an object that is none of these is told apart. It comes from every object by itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet, DontShow = true)]
    public object? PSTypeNames { get; set; }

    /// <summary>The engines to use, managers of the swarm, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside an id it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>The new image: its name, or an object of Get-Image (ContainerSpec.Image).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public object? Image { get; set; }

    /// <summary>The words of the command, instead of the image's own (ContainerSpec.Args). A single text is split into words as docker does, by blanks
    /// and quotes; a list is taken word by word. An empty text is the image's own command.</summary>
    [Parameter]
    [Alias("Args", "Command")]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [CommandLineTransformation(nameof(Argument))]
    public string[]? Argument { get; set; }

    /// <summary>Replaces the tasks also where nothing has changed that concerns them (TaskTemplate.ForceUpdate); does not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Labels of the service to add or change: 'name=value', 'name', or @{ name = 'value' } (Labels).</summary>
    [Parameter]
    [Alias("LabelAdd")]
    public object[]? AddLabel { get; set; }

    /// <summary>Names of labels of the service that go.</summary>
    [Parameter]
    [Alias("LabelRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveLabel { get; set; }

    /// <summary>Labels of the containers to add or change: 'name=value', 'name', or @{ name = 'value' } (ContainerSpec.Labels).</summary>
    [Parameter]
    [Alias("ContainerLabelAdd")]
    public object[]? AddContainerLabel { get; set; }

    /// <summary>Names of labels of the containers that go.</summary>
    [Parameter]
    [Alias("ContainerLabelRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveContainerLabel { get; set; }

    /// <summary>Variables to add or change: 'A=1', or @{ A = 1 }. 'A' alone takes the value from here (ContainerSpec.Env).</summary>
    [Parameter]
    [Alias("EnvAdd")]
    public object[]? AddEnvironment { get; set; }

    /// <summary>Names of variables that go.</summary>
    [Parameter]
    [Alias("EnvRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveEnvironment { get; set; }

    /// <summary>Ports to publish: '8080:80', '53:53/udp', 80 (on any free port), @{ 8080 = 80 }, 'published=8080,target=80,mode=host', or
    /// @{ Published = 8080; Target = 80; Mode = 'host' } (EndpointSpec.Ports).</summary>
    [Parameter]
    [Alias("PublishAdd")]
    public object[]? AddPublish { get; set; }

    /// <summary>Ports that are no longer published, by the port of the containers: 80, '53/udp'; '8080:80' and 'target=80,mode=host' mean only what fits
    /// in all that is said; or the Ports of a service.</summary>
    [Parameter]
    [Alias("PublishRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? RemovePublish { get; set; }

    /// <summary>Networks of the swarm to join: names, ids, objects of Get-DockerNetwork, 'name=back,alias=db,driver-opt=key=value', or
    /// @{ Name = 'back'; Alias = 'db' } (TaskTemplate.Networks).</summary>
    [Parameter]
    [Alias("NetworkAdd")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SwarmNetworkCompleter))]
    public object[]? AddNetwork { get; set; }

    /// <summary>Networks to leave: names, ids, or objects of Get-DockerNetwork.</summary>
    [Parameter]
    [Alias("NetworkRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SwarmNetworkCompleter))]
    public object[]? RemoveNetwork { get; set; }

    /// <summary>Secrets to give: 'name', 'source=name,target=file,uid=0,gid=0,mode=0400', @{ Source = 'name'; Target = 'file'; Mode = '0400' }, or objects of
    /// Get-DockerSecret (ContainerSpec.Secrets).</summary>
    [Parameter]
    [Alias("SecretAdd")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretCompleter))]
    public object[]? AddSecret { get; set; }

    /// <summary>Secrets to take away: names, ids, or objects of Get-DockerSecret.</summary>
    [Parameter]
    [Alias("SecretRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? RemoveSecret { get; set; }

    /// <summary>Configs to give: 'name', 'source=name,target=/etc/file,uid=0,gid=0,mode=0440', @{ Source = 'name'; Target = '/etc/file' }, or objects of
    /// Get-DockerConfig (ContainerSpec.Configs).</summary>
    [Parameter]
    [Alias("ConfigAdd")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConfigCompleter))]
    public object[]? AddConfig { get; set; }

    /// <summary>Configs to take away: names, ids, or objects of Get-DockerConfig.</summary>
    [Parameter]
    [Alias("ConfigRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? RemoveConfig { get; set; }

    /// <summary>Mounts to add, or to take the place of those with the same target: 'type=volume,source=data,target=/data', 'type=tmpfs,target=/run',
    /// @{ Type = 'volume'; Source = 'data'; Target = '/data' }, or the mounts of a container or a service (ContainerSpec.Mounts).</summary>
    [Parameter]
    [Alias("MountAdd")]
    public object[]? AddMount { get; set; }

    /// <summary>Mounts that go, by their targets: '/data', or the mounts of a service.</summary>
    [Parameter]
    [Alias("MountRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? RemoveMount { get; set; }

    /// <summary>Which nodes tasks may run on, beside what is there: 'node.role==worker', 'node.labels.disk!=slow', or @{ 'node.labels.disk' = 'ssd' }
    /// (Placement.Constraints).</summary>
    [Parameter]
    [Alias("ConstraintAdd")]
    [ArgumentCompleter(typeof(ConstraintCompleter))]
    public object[]? AddConstraint { get; set; }

    /// <summary>Constraints that go, as they are written: 'node.role==worker', or @{ 'node.labels.disk' = 'ssd' }.</summary>
    [Parameter]
    [Alias("ConstraintRm")]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? RemoveConstraint { get; set; }

    /// <summary>What tasks are spread over evenly, below what is there: 'spread=node.labels.zone' (Placement.Preferences).</summary>
    [Parameter]
    [Alias("PlacementPrefAdd")]
    [ArgumentCompleter(typeof(PlacementPreferenceCompleter))]
    public object[]? AddPlacementPreference { get; set; }

    /// <summary>Preferences that go: 'spread=node.labels.zone'.</summary>
    [Parameter]
    [Alias("PlacementPrefRm")]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public object[]? RemovePlacementPreference { get; set; }

    /// <summary>So many of what nodes say that they have, added or changed: 'gpu=2', or @{ gpu = 2 } (Reservations.GenericResources).</summary>
    [Parameter]
    [Alias("GenericResourceAdd")]
    public object[]? AddGenericResource { get; set; }

    /// <summary>Kinds that no longer are asked for: 'gpu'.</summary>
    [Parameter]
    [Alias("GenericResourceRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveGenericResource { get; set; }

    /// <summary>More groups of the containers' user, by name or id (ContainerSpec.Groups).</summary>
    [Parameter]
    [Alias("GroupAdd")]
    [ValidateNotNullOrEmpty]
    public string[]? AddGroup { get; set; }

    /// <summary>Groups that go.</summary>
    [Parameter]
    [Alias("GroupRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveGroup { get; set; }

    /// <summary>Lines for /etc/hosts: 'db:10.0.0.2', 'db=::1', or @{ db = '10.0.0.2' } (ContainerSpec.Hosts).</summary>
    [Parameter]
    [Alias("HostAdd", "ExtraHost")]
    public object[]? AddHost { get; set; }

    /// <summary>Names that go out of /etc/hosts: 'db', or 'db:10.0.0.2' of that address only.</summary>
    [Parameter]
    [Alias("HostRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveHost { get; set; }

    /// <summary>Name servers, by address (DNSConfig.Nameservers).</summary>
    [Parameter]
    [Alias("DnsAdd")]
    [ValidateNotNullOrEmpty]
    public string[]? AddDns { get; set; }

    /// <summary>Name servers that go.</summary>
    [Parameter]
    [Alias("DnsRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveDns { get; set; }

    /// <summary>Options of the resolver, such as ndots:2 (DNSConfig.Options).</summary>
    [Parameter]
    [Alias("DnsOptionAdd")]
    [ValidateNotNullOrEmpty]
    public string[]? AddDnsOption { get; set; }

    /// <summary>Options of the resolver that go.</summary>
    [Parameter]
    [Alias("DnsOptionRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveDnsOption { get; set; }

    /// <summary>Domains in which short names are looked for (DNSConfig.Search).</summary>
    [Parameter]
    [Alias("DnsSearchAdd")]
    [ValidateNotNullOrEmpty]
    public string[]? AddDnsSearch { get; set; }

    /// <summary>Domains that go.</summary>
    [Parameter]
    [Alias("DnsSearchRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveDnsSearch { get; set; }

    /// <summary>Settings of the kernel to add or change: 'net.core.somaxconn=1024', or @{ 'net.core.somaxconn' = 1024 } (ContainerSpec.Sysctls).</summary>
    [Parameter]
    [Alias("SysctlAdd")]
    public object[]? AddSysctl { get; set; }

    /// <summary>Names of settings of the kernel that go.</summary>
    [Parameter]
    [Alias("SysctlRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveSysctl { get; set; }

    /// <summary>Limits of processes to add or change: 'nofile=1024:2048' (soft:hard), or @{ nofile = '1024:2048' } (ContainerSpec.Ulimits).
    /// Needs Engine API 1.41.</summary>
    [Parameter]
    [Alias("UlimitAdd")]
    [ArgumentCompleter(typeof(UlimitCompleter))]
    public object[]? AddUlimit { get; set; }

    /// <summary>Names of limits of processes that go: 'nofile'.</summary>
    [Parameter]
    [Alias("UlimitRm")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServicePartCompleter))]
    public string[]? RemoveUlimit { get; set; }

    /// <summary>Returns the services as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        _image = Image is null ? null : ImageSource.Of(this, Image).Reference;
        _images = NoResolveImage ? null : new ServiceImageResolver(this, Login);
        Read();
        _changes = string.Join(", ", MyInvocation.BoundParameters.Keys.Where(IsChange).Order(StringComparer.Ordinal));
        if (_changes.Length == 0)
        {
            throw new InvalidRequestException("NothingToUpdate", "There is nothing to change: name what is to be different, or start the tasks anew with -Force.");
        }
    }

    private protected override Task ProcessAsync() => ActOnEachAsync(ResolveAsync(), $"Update service ({_changes})", Force, UpdateAsync);

    /// <summary>The services of this record, in input order. What is not found is an error record.</summary>
    private IAsyncEnumerable<ResolvedSwarmObject<DockerService>> ResolveAsync()
    {
        SwarmObjectResolver<DockerServiceSummary> resolver = _resolver ??= SwarmResolvers.Services(StopToken);
        return InputObject is not null ? ResolveObjectsAsync(InputObject, static (engine, service) => new ResolvedSwarmObject<DockerService>(engine, service, service))
            : WidenedSwarmObjects.OfAsync<DockerServiceSummary, DockerService>(Id is not null ? ResolveIdsAsync(resolver, Id, typeof(DockerService), PSTypeNames) : ResolveNamesAsync(resolver, Name ?? []));
    }

    private async Task UpdateAsync(ResolvedSwarmObject<DockerService> service)
    {
        EngineApi engine = service.Engine;
        ServiceSpecEdit edit = await EditForAsync(engine).ConfigureAwait(false);
        string? auth = await AuthenticationAsync(engine, edit.Image ?? service.Item.Image).ConfigureAwait(false);
        List<string> missing = [];
        JsonObject? answer = await ChangeAsync(token => engine.Services.Update(service.Id, auth, auth is null ? "spec" : null).RunAsync(
            item =>
            {
                missing.Clear();
                item["Spec"] = edit.ApplyTo((JsonObject)item["Spec"]!, missing);
                return true;
            },
            token)).ConfigureAwait(false);
        foreach (string nothing in missing)
        {
            await VerboseAsync($"{service.Name} has no {nothing} that could be removed.").ConfigureAwait(false);
        }

        await WarnAsync(engine, service.Name, ServiceApi.WarningsOf(answer)).ConfigureAwait(false);
        if (!Detach)
        {
            await WaitAsync(engine, service.Id, service.Name).ConfigureAwait(false);
        }

        if (PassThru && await engine.Services.CountAsync(service.Id, StopToken).ConfigureAwait(false) is { } now)
        {
            await WriteAsync(now).ConfigureAwait(false);
        }
    }

    /// <summary>The change with what one engine's swarm and the registry say; both are asked once.</summary>
    private Task<ServiceSpecEdit> EditForAsync(EngineApi engine)
    {
        lock (_edits)
        {
            if (!_edits.TryGetValue(engine.Connection, out Task<ServiceSpecEdit>? edit))
            {
                _edits.Add(engine.Connection, edit = PrepareAsync(engine));
            }

            return edit;
        }
    }

    private async Task<ServiceSpecEdit> PrepareAsync(EngineApi engine)
    {
        await RequireAsync(engine, _requirements).ConfigureAwait(false);
        ServiceSpecEdit edit = await _references.ResolveAsync(engine, _edit, StopToken).ConfigureAwait(false);
        if (_image is null)
        {
            return edit;
        }

        (string reference, JsonArray? platforms) = _images is null
            ? (ServiceImage.Tagged(_image), null)
            : await _images.ResolveAsync(engine, _image).ConfigureAwait(false);
        return edit with { Image = reference, Platforms = platforms };
    }

    private void Read()
    {
        var reader = new ServiceEditReader(this);
        var paths = ShellPaths.Of(this);
        _edit = reader.Read() with
        {
            Arguments = Argument,
            Force = Force,
            Labels = ServiceEditReader.Pairs(nameof(AddLabel), AddLabel, RemoveLabel),
            ContainerLabels = ServiceEditReader.Pairs(nameof(AddContainerLabel), AddContainerLabel, RemoveContainerLabel),
            Environment = new([.. ServiceEditReader.Variables(nameof(AddEnvironment), AddEnvironment)], RemoveEnvironment ?? []),
            Ports = new(ServiceEditReader.Ports(nameof(AddPublish), AddPublish), ServiceEditReader.Ports(nameof(RemovePublish), RemovePublish)),
            Mounts = new(reader.Mounts(nameof(AddMount), AddMount, paths), ServiceEditReader.Names(nameof(RemoveMount), RemoveMount)),
            Constraints = new(
                [.. PlacementSpec.Constraints(nameof(AddConstraint), PlainInput.AllOf(AddConstraint))],
                [.. PlacementSpec.Constraints(nameof(RemoveConstraint), PlainInput.AllOf(RemoveConstraint))]),
            Preferences = new(
                [.. PlacementSpec.Preferences(nameof(AddPlacementPreference), PlainInput.AllOf(AddPlacementPreference))],
                [.. PlacementSpec.Preferences(nameof(RemovePlacementPreference), PlainInput.AllOf(RemovePlacementPreference))]),
            GenericResources = new(ServiceEditReader.GenericResources(nameof(AddGenericResource), AddGenericResource), RemoveGenericResource ?? []),
            Groups = new(AddGroup ?? [], RemoveGroup ?? []),
            Hosts = new(ServiceEditReader.Hosts(nameof(AddHost), AddHost), [.. (RemoveHost ?? []).Select(ServiceHosts.Removal)]),
            NameServers = new(AddDns ?? [], RemoveDns ?? []),
            DnsOptions = new(AddDnsOption ?? [], RemoveDnsOption ?? []),
            DnsSearch = new(AddDnsSearch ?? [], RemoveDnsSearch ?? []),
            Sysctls = new(ServiceEditReader.Sysctls(nameof(AddSysctl), AddSysctl), RemoveSysctl ?? []),
            Ulimits = new(reader.Ulimits(nameof(AddUlimit), AddUlimit), RemoveUlimit ?? []),
        };
        reader.RequireGiven(nameof(RemoveUlimit), ServiceApiVersions.Ulimits);
        _references = new ServiceReferences
        {
            Networks = ServiceEditReader.Networks(nameof(AddNetwork), AddNetwork),
            RemovedNetworks = ServiceEditReader.Names(nameof(RemoveNetwork), RemoveNetwork),
            Secrets = ServiceEditReader.Files(nameof(AddSecret), AddSecret),
            RemovedSecrets = ServiceEditReader.Names(nameof(RemoveSecret), RemoveSecret),
            Configs = ServiceEditReader.Files(nameof(AddConfig), AddConfig),
            RemovedConfigs = ServiceEditReader.Names(nameof(RemoveConfig), RemoveConfig),
        };
        _requirements = reader.Requirements;
    }

    /// <summary>True for a parameter that changes something of a service.</summary>
    private static bool IsChange(string parameter) =>
        typeof(UpdateDockerServiceCommand).GetProperty(parameter) is not null && parameter is not (
            nameof(Name) or nameof(InputObject) or nameof(Id) or nameof(PSTypeNames) or nameof(Connection) or nameof(Context) or nameof(HostAddress)
            or nameof(Detach) or nameof(Timeout) or nameof(PassThru) or nameof(ThrottleLimit)
            or nameof(NoResolveImage) or nameof(WithRegistryAuthentication) or nameof(Credential));
}
