using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Services;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Makes services of a swarm.</summary>
/// <remarks>
/// <para>Makes a service of an image and returns it once its tasks run; their progress is shown (-Detach does not wait). A task that cannot start is
/// tried again by the swarm: what is wrong with it is shown as verbose output and by Get-DockerTask. The engine has to be a manager of the swarm.
/// Several names make several services side by side, several engines (-Context a, b) a service in the swarm of each.
/// The twin of docker service create (POST /services/create).</para>
/// <para>The image is pinned by the digest that its registry has now, so that every node runs the same. Images that are in no registry need
/// -NoResolveImage, and every node must have them. -WithRegistryAuthentication lets the nodes pull with your login.</para>
/// <para>PowerShell reads words that begin with a dash as parameters. Words of the containers' command that do belong behind --, into quotes,
/// or into -Command as a list. Put the parameters before the image, as with docker.</para>
/// </remarks>
/// <example>
/// <title>A web server on three tasks</title>
/// <code>New-DockerService -Name web -Replica 3 -Publish 8080:80 nginx</code>
/// <para>Every node of the swarm listens on port 8080 and passes connections on to one of the tasks.</para>
/// </example>
/// <example>
/// <title>Give it a command</title>
/// <code>New-DockerService -Name ping alpine -- ping -i 5 docker.com</code>
/// <para>Behind -- every word is one of the command's, also those that begin with a dash.</para>
/// </example>
/// <example>
/// <title>One task on every node that has a label, reached at the node itself</title>
/// <code>New-DockerService -Name agent -Mode global -Constraint @{ 'node.labels.monitored' = 'yes' } -Publish @{ Published = 9100; Target = 9100; Mode = 'host' } prom/node-exporter</code>
/// <para>A hashtable of constraints is what must be equal; 'node.role!=manager' is written as a text.</para>
/// </example>
/// <example>
/// <title>Updates that take themselves back when they fail</title>
/// <code>New-DockerService -Name web -Replica 6 -UpdateParallelism 2 -UpdateDelay 10 -UpdateOrder start-first -UpdateFailureAction rollback -UpdateMonitor 30s -HealthCommand 'curl -f http://localhost/' -HealthInterval 5 nginx:1.27</code>
/// <para>An Update-DockerService -Image replaces two tasks at a time, the new ones first, and undoes it all when one of them fails within half a minute.</para>
/// </example>
/// <example>
/// <title>Secrets, configs and networks</title>
/// <code>New-DockerService -Name db -Network back -Secret db-password, @{ Source = 'db-key'; Target = '/etc/db.key'; Mode = '0400'; Uid = 999 } -Config 'source=db.conf,target=/etc/db.conf' -Environment @{ PASSWORD_FILE = '/run/secrets/db-password' } -Mount 'type=volume,source=data,target=/var/lib/db' postgres</code>
/// <para>A secret is the file /run/secrets/name unless a target says otherwise. Networks are those of the swarm: New-DockerNetwork back -Driver overlay.</para>
/// </example>
/// <example>
/// <title>Limits, and what a node must have left</title>
/// <code>New-DockerService -Name trainer -LimitMemory 4GB -LimitCpu 2 -ReserveMemory 2GB -GenericResource gpu=1 -PlacementPreference spread=node.labels.rack -ReplicaMaximumPerNode 1 -Replica 4 trainer:7</code>
/// <para>Tasks are spread over the racks, and wait where no node has enough left.</para>
/// </example>
/// <example>
/// <title>A job</title>
/// <code>New-DockerService -Name migrate -Mode replicated-job -Replica 10 -MaximumConcurrent 2 -RestartCondition on-failure migrate:3</code>
/// <para>Ten tasks have to end well, two run at once; the cmdlet waits for all of them.</para>
/// </example>
/// <example>
/// <title>From a private registry</title>
/// <code>Connect-DockerRegistry registry.example; New-DockerService -Name web -WithRegistryAuthentication registry.example/web:1.2</code>
/// <para>The login goes along to the nodes, which pull with it.</para>
/// </example>
/// <example>
/// <title>Use what has no parameter</title>
/// <code>New-DockerService -Name web -Specification @{ TaskTemplate = @{ ContainerSpec = @{ Privileges = @{ NoNewPrivileges = $true } } } } nginx</code>
/// <para>Fields of the engine's ServiceSpec go through as they are.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "DockerService", SupportsShouldProcess = true)]
[Alias("Create-DockerService")]
[OutputType(typeof(DockerServiceDetail))]
public sealed class NewDockerServiceCommand : ServiceParametersCmdlet
{
    private readonly List<ApiRequirement> _requirements = [];
    private CommandWords _words = CommandWords.None;
    private ServiceSpecEdit _edit = new();
    private ServiceReferences _references = new();
    private ServiceImageResolver? _images;

    /// <summary>The image: its name, or an object of Get-Image, which goes to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public object? Image { get; set; }

    /// <summary>The command and its arguments, instead of the image's own (ContainerSpec.Args). Words that begin with a dash belong behind --, into
    /// quotes, or into a list: -Command sh, -c, 'echo hi'.</summary>
    [Parameter(Position = 1, ValueFromRemainingArguments = true)]
    [AllowEmptyString]
    [WordsTransformation]
    public string[]? Command { get; set; }

    /// <summary>A line for a shell. Behind words of a command it is the argument of their -c: sh -c 'echo hi' is what it looks like.
    /// Without words the shell is sh -c, in swarms of Windows managers cmd /S /C.</summary>
    [Parameter]
    [Alias("c")]
    public string? ShellCommand { get; set; }

    /// <summary>The service's name, by which it is reached in its networks; several names make several services.
    /// By default the swarm makes one up.</summary>
    [Parameter]
    [Alias("ServiceName")]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>How many tasks there are (Mode): replicated, -Replica of them; global, one on every node that fits; replicated-job and global-job
    /// likewise of tasks that run to an end. Jobs need Engine API 1.41.</summary>
    /// <value>replicated</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceModeCompleter))]
    public string Mode { get; set; } = ServiceModeSpec.Replicated;

    /// <summary>Labels of the service: 'name=value', 'name', or @{ name = 'value' } (Labels).</summary>
    [Parameter]
    [Alias("l")]
    public object[]? Label { get; set; }

    /// <summary>Labels of its containers: 'name=value', 'name', or @{ name = 'value' } (ContainerSpec.Labels).</summary>
    [Parameter]
    public object[]? ContainerLabel { get; set; }

    /// <summary>Variables: 'A=1', or @{ A = 1 }. 'A' alone takes the value from here (ContainerSpec.Env).</summary>
    [Parameter]
    [Alias("Env", "e")]
    public object[]? Environment { get; set; }

    /// <summary>Files of variables, NAME=VALUE a line. -Environment wins over them.</summary>
    [Parameter]
    [Alias("EnvFile")]
    [ValidateNotNullOrEmpty]
    public string[]? EnvironmentFile { get; set; }

    /// <summary>Ports to publish: '8080:80', '53:53/udp', 80 (on any free port), @{ 8080 = 80 }; with mode=host on the nodes where tasks run instead of
    /// all of them: 'published=8080,target=80,mode=host', or @{ Published = 8080; Target = 80; Mode = 'host' } (EndpointSpec.Ports).</summary>
    [Parameter]
    [Alias("p")]
    public object[]? Publish { get; set; }

    /// <summary>Networks of the swarm: names, ids, objects of Get-DockerNetwork, 'name=back,alias=db,driver-opt=key=value', or
    /// @{ Name = 'back'; Alias = 'db' } (TaskTemplate.Networks).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SwarmNetworkCompleter))]
    public object[]? Network { get; set; }

    /// <summary>Secrets that the containers see as files: 'name', 'source=name,target=file,uid=0,gid=0,mode=0400',
    /// @{ Source = 'name'; Target = 'file'; Mode = '0400' }, or objects of Get-DockerSecret. The file is /run/secrets/name, unless the target is another
    /// name or a full path; its mode is 0444 (ContainerSpec.Secrets).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SecretCompleter))]
    public object[]? Secret { get; set; }

    /// <summary>Configs that the containers see as files: 'name', 'source=name,target=/etc/file,uid=0,gid=0,mode=0440',
    /// @{ Source = 'name'; Target = '/etc/file' }, or objects of Get-DockerConfig. The file is /name unless there is a target (ContainerSpec.Configs).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConfigCompleter))]
    public object[]? Config { get; set; }

    /// <summary>Mounts: 'type=volume,source=data,target=/data', 'type=bind,source=/etc/app,target=/etc/app,readonly', 'type=tmpfs,target=/run',
    /// @{ Type = 'volume'; Source = 'data'; Target = '/data' }, or the mounts of a container or a service. Volumes and folders are each node's own
    /// (ContainerSpec.Mounts).</summary>
    [Parameter]
    public object[]? Mount { get; set; }

    /// <summary>Which nodes tasks may run on: 'node.role==worker', 'node.hostname!=a', 'node.labels.disk==ssd', 'node.platform.os==linux',
    /// 'engine.labels.zone==1', or @{ 'node.labels.disk' = 'ssd' }; all must be met (Placement.Constraints).</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConstraintCompleter))]
    public object[]? Constraint { get; set; }

    /// <summary>What tasks are spread over evenly: 'spread=node.labels.zone'; several are levels, the first the highest (Placement.Preferences).</summary>
    [Parameter]
    [Alias("PlacementPref")]
    [ArgumentCompleter(typeof(PlacementPreferenceCompleter))]
    public object[]? PlacementPreference { get; set; }

    /// <summary>So many of what nodes say that they have: 'gpu=2', or @{ gpu = 2 } (Reservations.GenericResources).</summary>
    [Parameter]
    public object[]? GenericResource { get; set; }

    /// <summary>More groups of the containers' user, by name or id (ContainerSpec.Groups).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Group { get; set; }

    /// <summary>Lines for /etc/hosts: 'db:10.0.0.2', 'db=::1', or @{ db = '10.0.0.2' } (ContainerSpec.Hosts).</summary>
    [Parameter]
    [Alias("ExtraHost")]
    public object[]? AddHost { get; set; }

    /// <summary>Name servers, by address (DNSConfig.Nameservers).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Dns { get; set; }

    /// <summary>Options of the resolver, such as ndots:2 (DNSConfig.Options).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DnsOption { get; set; }

    /// <summary>Domains in which short names are looked for (DNSConfig.Search).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DnsSearch { get; set; }

    /// <summary>Settings of the kernel that a container has for itself: 'net.core.somaxconn=1024', or @{ 'net.core.somaxconn' = 1024 }
    /// (ContainerSpec.Sysctls).</summary>
    [Parameter]
    public object[]? Sysctl { get; set; }

    /// <summary>Limits of processes: 'nofile=1024:2048' (soft:hard), or @{ nofile = '1024:2048' } (ContainerSpec.Ulimits). Needs Engine API 1.41.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(UlimitCompleter))]
    public object[]? Ulimit { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        if (Name?.FirstOrDefault(static name => name.StartsWith('-')) is { } dashed)
        {
            throw CommandWords.DashError(this, "a service", dashed);
        }

        _words = CommandWords.Read(this, nameof(Image), Command, ShellCommand);
        _images = NoResolveImage ? null : new ServiceImageResolver(this, Login);
        Read();
        // What contradicts itself is said before anything is asked.
        _edit.ApplyTo(NewSpec(null));
    }

    private protected override async Task ProcessAsync()
    {
        ImageSource? image = null;
        // What is piped in and is no image does not stop the others; a wrong parameter does.
        if (!await GuardAsync(null, Image, () => Task.FromResult(image = ImageSource.Of(this, Image))).ConfigureAwait(false))
        {
            return;
        }

        IReadOnlyList<EngineApi> engines = image!.Connection is { } own && !HasEngineChoice ? [new EngineApi(own)] : SelectEngines();
        foreach (EngineApi engine in engines)
        {
            Task Make() => MakeAllAsync(engine, image);
            await (engines.Count == 1
                ? AttributeAsync(engine.Connection, Make)
                : GuardAsync(engine.Connection, engine.Connection.Name, Make)).ConfigureAwait(false);
        }
    }

    private async Task MakeAllAsync(EngineApi engine, ImageSource image)
    {
        ServiceSpecEdit? edit = null;
        foreach (string? name in Name ?? (IEnumerable<string?>)[null])
        {
            if (!await ShouldProcessAsync($"{name ?? image.Reference} on {engine.Connection.Name}", "Create service").ConfigureAwait(false))
            {
                continue;
            }

            if (edit is null)
            {
                // An engine that is down or too old, and a network that is not there, are one error, not one for each service.
                EngineIdentity identity = await RequireAsync(engine, _requirements).ConfigureAwait(false);
                if (!await GuardAsync(engine.Connection, name ?? image.Target, async () =>
                    edit = await PrepareAsync(engine, identity, image).ConfigureAwait(false)).ConfigureAwait(false))
                {
                    return;
                }
            }

            JsonObject spec = edit!.ApplyTo(NewSpec(name));
            await QueueAsync(() => GuardAsync(engine.Connection, name ?? image.Target, () => MakeAsync(engine, image, spec))).ConfigureAwait(false);
        }
    }

    private async Task<ServiceSpecEdit> PrepareAsync(EngineApi engine, EngineIdentity identity, ImageSource image)
    {
        ServiceSpecEdit edit = await _references.ResolveAsync(engine, _edit, StopToken).ConfigureAwait(false);
        (string reference, JsonArray? platforms) = _images is null
            ? (ServiceImage.Tagged(image.Reference), null)
            : await _images.ResolveAsync(engine, image.Reference).ConfigureAwait(false);
        return edit with { Image = reference, Platforms = platforms, Arguments = _words.For(identity.OperatingSystem) };
    }

    private async Task MakeAsync(EngineApi engine, ImageSource image, JsonObject spec)
    {
        string? auth = await AuthenticationAsync(engine, image.Reference).ConfigureAwait(false);
        CreatedSwarmObject created = await ChangeAsync(token => engine.Services.CreateAsync(spec, auth, token)).ConfigureAwait(false);
        string name = (string?)spec[nameof(Name)] ?? (await engine.Services.FindAsync(created.ID, StopToken).ConfigureAwait(false)).Name;
        await WarnAsync(engine, name, created.Warnings).ConfigureAwait(false);
        // The service is there, whether or not its tasks run.
        _ = Detach || await GuardAsync(engine.Connection, name, () => WaitAsync(engine, created.ID, name)).ConfigureAwait(false);
        await WriteAsync(await engine.Services.InspectAsync(created.ID, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private JsonObject NewSpec(string? name) =>
        ServiceSpecEdit.NewSpec(name, ServiceModeSpec.ToJson(ServiceModeSpec.Parse(Mode), Replica, MaximumConcurrent));

    private void Read()
    {
        var reader = new ServiceEditReader(this);
        string mode = ServiceModeSpec.Parse(Mode);
        var paths = ShellPaths.Of(this);
        IEnumerable<string> variables = (EnvironmentFile ?? [])
            .Select(path => FilePath.Of(this, path))
            .SelectMany(static file => Engine.Configuration.Values.EnvironmentFile.Read(file, Engine.Configuration.DockerEnvironment.Current.Lookup))
            .Concat(ServiceEditReader.Variables(nameof(Environment), Environment));
        _edit = reader.Read() with
        {
            IsNew = true,
            // They are of the spec that a new service begins with.
            Replicas = null,
            MaximumConcurrent = null,
            Labels = ServiceEditReader.Pairs(nameof(Label), Label, null),
            ContainerLabels = ServiceEditReader.Pairs(nameof(ContainerLabel), ContainerLabel, null),
            Environment = new([.. variables], []),
            Ports = new(ServiceEditReader.Ports(nameof(Publish), Publish), []),
            Mounts = new(reader.Mounts(nameof(Mount), Mount, paths), []),
            Constraints = new([.. PlacementSpec.Constraints(nameof(Constraint), PlainInput.AllOf(Constraint))], []),
            Preferences = new([.. PlacementSpec.Preferences(nameof(PlacementPreference), PlainInput.AllOf(PlacementPreference))], []),
            GenericResources = new(ServiceEditReader.GenericResources(nameof(GenericResource), GenericResource), []),
            Groups = new(Group ?? [], []),
            Hosts = new(ServiceEditReader.Hosts(nameof(AddHost), AddHost), []),
            NameServers = new(Dns ?? [], []),
            DnsOptions = new(DnsOption ?? [], []),
            DnsSearch = new(DnsSearch ?? [], []),
            Sysctls = new(ServiceEditReader.Sysctls(nameof(Sysctl), Sysctl), []),
            Ulimits = new(reader.Ulimits(nameof(Ulimit), Ulimit), []),
        };
        _references = new ServiceReferences
        {
            Networks = ServiceEditReader.Networks(nameof(Network), Network),
            Secrets = ServiceEditReader.Files(nameof(Secret), Secret),
            Configs = ServiceEditReader.Files(nameof(Config), Config),
        };
        CheckMode(mode);
        if (ServiceModeSpec.IsJob(mode))
        {
            reader.Require(ServiceApiVersions.Jobs, $"-Mode {mode}");
        }

        _requirements.AddRange(reader.Requirements);
    }

    private void CheckMode(string mode)
    {
        if (mode is ServiceModeSpec.Global or ServiceModeSpec.GlobalJob && ReplicaMaximumPerNode > 0)
        {
            throw new InvalidRequestException("OptionConflict", $"-ReplicaMaximumPerNode does not go with -Mode {mode}: it has one task on every node that fits.");
        }

        if (ServiceModeSpec.IsJob(mode) && !(_edit.UpdatePolicy.IsEmpty && _edit.RollbackPolicy.IsEmpty))
        {
            throw new InvalidRequestException("OptionConflict", $"Parameters for updates and rollbacks do not go with -Mode {mode}: a job has neither.");
        }

        if (_edit.Fields is { } fields && JsonValues.Field(fields, nameof(Mode)) is not null && (IsGiven(nameof(Mode)) || Replica is not null || MaximumConcurrent is not null))
        {
            throw new InvalidRequestException("OptionConflict", "-Specification has a Mode of its own: leave -Mode, -Replica and -MaximumConcurrent out.");
        }
    }
}
