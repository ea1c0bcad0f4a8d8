using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

/// <summary>The base of New-DockerService and Update-DockerService: what both can say of a service.</summary>
public abstract partial class ServiceParametersCmdlet : EngineCmdlet
{
    private readonly ServiceConvergence _convergence;

    private protected ServiceParametersCmdlet()
    {
        _convergence = new ServiceConvergence(this);
    }

    /// <summary>Returns when the swarm has accepted the service, and does not wait until its tasks are as they should be.</summary>
    [Parameter]
    [Alias("d")]
    public SwitchParameter Detach { get; set; }

    /// <summary>How long to wait for each service: seconds, a TimeSpan, or docker's 1m30s. Without end by default. A wait that is over is an
    /// error; the swarm goes on with it.</summary>
    [Parameter]
    [DurationTransformation(IsLimit = true)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How many tasks a replicated service has; of a job, how many have to end well (Mode.Replicated.Replicas,
    /// Mode.ReplicatedJob.TotalCompletions).</summary>
    /// <value>1 for a new service</value>
    [Parameter]
    [Alias("Replicas")]
    [ValidateRange(0, long.MaxValue)]
    public long? Replica { get; set; }

    /// <summary>How many tasks of a replicated job run at once (Mode.ReplicatedJob.MaxConcurrent). Needs Engine API 1.41.</summary>
    /// <value>As many as -Replica says</value>
    [Parameter]
    [Alias("MaxConcurrent")]
    [ValidateRange(0, long.MaxValue)]
    public long? MaximumConcurrent { get; set; }

    /// <summary>How many tasks one node has at most; 0 is without limit (Placement.MaxReplicas).</summary>
    [Parameter]
    [Alias("ReplicasMaxPerNode")]
    [ValidateRange(0, long.MaxValue)]
    public long? ReplicaMaximumPerNode { get; set; }

    /// <summary>The program that runs, instead of the image's entrypoint (ContainerSpec.Command). A single text is split into words as docker
    /// does, by blanks and quotes; a list is taken word by word. An empty text is the image's own.</summary>
    [Parameter]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [CommandLineTransformation(nameof(Entrypoint))]
    public string[]? Entrypoint { get; set; }

    /// <summary>The folder in the container that the command starts in (ContainerSpec.Dir).</summary>
    [Parameter]
    [Alias("Workdir", "w")]
    public string? WorkingDirectory { get; set; }

    /// <summary>The user that the command runs as: name or id, with :group where that matters (ContainerSpec.User).</summary>
    [Parameter]
    [Alias("u")]
    public string? User { get; set; }

    /// <summary>The host name of the containers (ContainerSpec.Hostname). Templates are filled in for each task: '{{.Service.Name}}-{{.Task.Slot}}',
    /// with .Service.ID, .Service.Labels, .Node.ID, .Node.Hostname, .Task.ID, .Task.Name.</summary>
    /// <value>The container's short id</value>
    [Parameter]
    public string? Hostname { get; set; }

    /// <summary>Gives the containers a terminal: their output is one stream (ContainerSpec.TTY).</summary>
    [Parameter]
    [Alias("t")]
    public SwitchParameter Tty { get; set; }

    /// <summary>Makes the containers' own file system read-only (ContainerSpec.ReadOnly).</summary>
    [Parameter]
    public SwitchParameter ReadOnly { get; set; }

    /// <summary>Runs a small init as the first process of each container, which passes signals on and reaps what has ended (ContainerSpec.Init).</summary>
    [Parameter]
    public SwitchParameter Init { get; set; }

    /// <summary>How Windows containers are kept apart: default, process or hyperv (ContainerSpec.Isolation).</summary>
    [Parameter]
    [ArgumentCompleter(typeof(IsolationCompleter))]
    public string? Isolation { get; set; }

    /// <summary>Capabilities of Linux to add, such as NET_ADMIN, or ALL (ContainerSpec.CapabilityAdd). Of a service that is there, one that it was denied
    /// is allowed again first, and RESET empties the list. Needs Engine API 1.41.</summary>
    [Parameter]
    [Alias("CapAdd")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CapabilityCompleter))]
    public string[]? CapabilityAdd { get; set; }

    /// <summary>Capabilities of Linux to take away, such as CHOWN, or ALL (ContainerSpec.CapabilityDrop). Of a service that is there, one that was
    /// added goes out of those first, and RESET empties the list. Needs Engine API 1.41.</summary>
    [Parameter]
    [Alias("CapDrop")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CapabilityCompleter))]
    public string[]? CapabilityDrop { get; set; }

    /// <summary>The account that Windows containers run under: 'config://name' of a config, 'file://name.json', 'registry://name', or '' for none
    /// (Privileges.CredentialSpec).</summary>
    [Parameter]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CredentialSpecCompleter))]
    public string? CredentialSpec { get; set; }

    /// <summary>The signal that stops a container, such as SIGQUIT (ContainerSpec.StopSignal).</summary>
    /// <value>The image's, else SIGTERM</value>
    [Parameter]
    [ArgumentCompleter(typeof(SignalCompleter))]
    public string? StopSignal { get; set; }

    /// <summary>How long a container has to end by itself when it is stopped: seconds, a TimeSpan, or docker's 1m30s (ContainerSpec.StopGracePeriod).</summary>
    /// <value>10 seconds for a new service</value>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? StopGracePeriod { get; set; }

    /// <summary>How the service is reached inside its networks (EndpointSpec.Mode): vip, by one address that stands for all tasks,
    /// or dnsrr, by the addresses of the tasks, one after the other; ports are then published with mode=host only.</summary>
    /// <value>vip for a new service</value>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointModeCompleter))]
    public string? EndpointMode { get; set; }

    /// <summary>Where the output of the containers goes: json-file, local, journald, syslog, none ... (LogDriver.Name).</summary>
    /// <value>As the node's engine is set</value>
    [Parameter]
    [ArgumentCompleter(typeof(LogDriverCompleter))]
    public string? LogDriver { get; set; }

    /// <summary>Options of the log driver: 'max-size=10m', or @{ 'max-size' = '10m' }; they take the place of all that there are (LogDriver.Options).</summary>
    [Parameter]
    [Alias("LogOpt")]
    public object[]? LogOption { get; set; }

    /// <summary>Sends the login for the image's registry along, so that every node can pull the image, and asks the registry with it.
    /// Without it nodes pull as anyone, or, where the service is changed, as before (X-Registry-Auth).</summary>
    [Parameter]
    [Alias("WithRegistryAuth")]
    public SwitchParameter WithRegistryAuthentication { get; set; }

    /// <summary>User and password for the image's registry, in place of the login of Connect-DockerRegistry or docker login.
    /// It is sent along as with -WithRegistryAuthentication.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Takes the image as it is named, without asking its registry which digest and platforms it has: for images that nodes have
    /// in no registry. By default the image is pinned by its digest, so that every node runs the same.</summary>
    [Parameter]
    public SwitchParameter NoResolveImage { get; set; }

    /// <summary>Fields of the engine's ServiceSpec by their own names, for what has no parameter here:
    /// @{ TaskTemplate = @{ ContainerSpec = @{ Privileges = @{ NoNewPrivileges = $true } } } }. The parameters win over them;
    /// a list is replaced as a whole. Fields that DockerPS does not know are passed on.</summary>
    [Parameter]
    [Alias("Spec")]
    [TableTransformation]
    public IDictionary? Specification { get; set; }

    /// <summary>How many services are worked on at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal sealed override int? WorkLimit => ThrottleLimit;

    /// <summary>The login that goes along with requests for the image; null where none shall.</summary>
    private protected RegistryLogin? Login { get; private set; }

    /// <inheritdoc/>
    private protected override void OnBegin()
    {
        base.OnBegin();
        Login = WithRegistryAuthentication || Credential is not null ? new RegistryLogin(this, Credential) : null;
    }

    /// <summary>True where the user gave the parameter, be it as -Name:$false.</summary>
    internal bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Refuses an engine that is too old for what was asked for.</summary>
    /// <exception cref="NotSupportedByEngineException">It is.</exception>
    private protected async Task<EngineIdentity> RequireAsync(EngineApi engine, IReadOnlyList<ApiRequirement> requirements)
    {
        EngineIdentity identity = await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
        foreach (ApiRequirement requirement in requirements)
        {
            await engine.RequireAsync(requirement.Version, requirement.Feature, StopToken).ConfigureAwait(false);
        }

        return identity;
    }

    /// <summary>The login with which the nodes pull an image; null where none shall be sent, or there is none for its registry.</summary>
    private protected Task<string?> AuthenticationAsync(EngineApi engine, string image) =>
        Login is not null && ImageReference.TryParse(image, out ImageReference? reference, out _) && reference.RegistryHost.Length > 0
            ? Login.HeaderAsync(engine, reference)
            : Task.FromResult<string?>(null);

    /// <summary>Writes what the engine had to say about a service that it took.</summary>
    private protected async Task WarnAsync(EngineApi engine, string name, IReadOnlyList<string> warnings)
    {
        foreach (string warning in warnings)
        {
            await WarnAsync($"{name} on {engine.Connection.Name}: {DisplayText.Safe(warning)}").ConfigureAwait(false);
        }
    }

    /// <summary>Waits, with progress, until the tasks of a service are as they should be.</summary>
    /// <exception cref="DockerException">They could not be made so.</exception>
    private protected Task WaitAsync(EngineApi engine, string id, string name) => _convergence.WaitAsync(engine, id, name, ConvergenceGoal.Change, Timeout);
}
