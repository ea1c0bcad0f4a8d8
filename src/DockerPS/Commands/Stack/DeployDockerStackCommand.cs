using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Compose;
using DockerPS.Engine.Compose.Reading;
using DockerPS.Engine.Requests.Stacks;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Deploys compose files to a swarm, or brings what was deployed up to date.</summary>
/// <remarks>
/// <para>Makes the networks, secrets, configs and services of the files, changes those that are there in place, and leaves alone what is as it should
/// be. Waits until the services have converged, with their progress (-Detach does not). Returns the stack. The twin of docker stack deploy: what either
/// deployed, the other one updates. The engine has to be a manager of the swarm.</para>
/// <para>-WhatIf lists what would be made, changed, with the old values and the new ones, and removed; -Plan returns the same as objects.</para>
/// <para>Keys of the file that a swarm has nothing for are named in a warning. As with docker stack, no .env file is read unless -EnvironmentFile names it,
/// images are not built, and a folder that is mounted has to be on the node. What a secret or config holds cannot be changed: give it another name
/// in the file.</para>
/// </remarks>
/// <example>
/// <title>Deploy a file</title>
/// <code>Deploy-DockerStack shop -Path compose.yaml</code>
/// <para>Makes or updates the stack shop, and waits until its services run.</para>
/// </example>
/// <example>
/// <title>See first what would happen</title>
/// <code>Deploy-DockerStack shop -Path compose.yaml, compose.prod.yaml -Prune -WhatIf</code>
/// <para>The second file is laid over the first. Nothing is changed.</para>
/// </example>
/// <example>
/// <title>What would be changed, as objects</title>
/// <code>Deploy-DockerStack shop -Path compose.yaml -Plan | Where-Object Action -ne None | Select-Object -ExpandProperty Changes Kind, Name</code>
/// <para>Each field with its old and its new value.</para>
/// </example>
/// <example>
/// <title>Look at the file as it is read, change it, deploy it</title>
/// <code>Resolve-DockerComposeFile compose.yaml | Deploy-DockerStack shop -Context prod</code>
/// <para>A project of Resolve-DockerComposeFile is what it makes of the files, .env included.</para>
/// </example>
/// <example>
/// <title>From a private registry, to two swarms</title>
/// <code>Deploy-DockerStack shop -Path compose.yaml -WithRegistryAuthentication -Context east, west -Detach</code>
/// <para>The login goes along to the nodes, which pull with it.</para>
/// </example>
/// <seealso cref="GetDockerStackCommand"/>
/// <seealso cref="RemoveDockerStackCommand"/>
[Cmdlet("Deploy", "DockerStack", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(DockerStack), typeof(DockerStackChange))]
public sealed class DeployDockerStackCommand : EngineCmdlet
{
    internal const string PathSet = "Path";
    internal const string LiteralPathSet = "LiteralPath";
    internal const string ProjectSet = "Project";
    internal const string DocumentSet = "Document";

    private readonly List<string> _paths = [];
    private readonly List<string> _lines = [];
    private readonly ServiceConvergence _convergence;
    private string _location = "";
    private string? _projectDirectory;
    private string[] _environmentFiles = [];

    /// <summary>Makes the cmdlet.</summary>
    public DeployDockerStackCommand()
    {
        _convergence = new ServiceConvergence(this);
    }

    /// <summary>The stack's name, with which the names of its services begin. By default the name in the file, else that of its folder.</summary>
    [Parameter(Position = 0)]
    [Alias("StackName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StackCompleter))]
    public string? Name { get; set; }

    /// <summary>The compose files; later ones are laid over earlier ones. Wildcards are allowed. A folder stands for the compose file in it.
    /// By default the compose file of the current folder, with its override file.</summary>
    [Parameter(Position = 1, ParameterSetName = PathSet)]
    [Alias("ComposeFile", "c")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The compose files, taken literally; files that are piped in are one project.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>A project of Resolve-DockerComposeFile.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ProjectSet)]
    public ComposeProject? Project { get; set; }

    /// <summary>A compose file as text; strings that are piped in are the lines of one. Relative paths in it count from the current folder.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DocumentSet)]
    [NameTransformation(typeof(ComposeProject))]
    [AllowEmptyString]
    public string[]? Document { get; set; }

    /// <summary>Files of variables for ${NAME} in the compose files; the variables of the environment go before them.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = DocumentSet)]
    [Alias("EnvFile")]
    [ValidateNotNullOrEmpty]
    public string[]? EnvironmentFile { get; set; }

    /// <summary>The profiles that are active: services that name others are left out.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = DocumentSet)]
    [Alias("Profiles")]
    [ValidateNotNullOrEmpty]
    public string[]? Profile { get; set; }

    /// <summary>The folder that relative paths in the files count from.</summary>
    /// <value>The folder of the first file</value>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [Parameter(ParameterSetName = DocumentSet)]
    [ValidateNotNullOrEmpty]
    public string? ProjectDirectory { get; set; }

    /// <summary>Removes services of the stack that the files do not have any more.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>When the registry is asked which digest an image has: Always, Changed (where the file names another image than before), or
    /// Never, which images need that are in no registry.</summary>
    [Parameter]
    public DockerImageResolution ResolveImage { get; set; } = DockerImageResolution.Always;

    /// <summary>Sends the registry's login along to the nodes, so that they can pull: that of Connect-DockerRegistry or docker login.</summary>
    [Parameter]
    [Alias("WithRegistryAuth")]
    public SwitchParameter WithRegistryAuthentication { get; set; }

    /// <summary>Returns when the swarm has accepted everything, and does not wait until the tasks are as they should be.</summary>
    [Parameter]
    [Alias("d")]
    public SwitchParameter Detach { get; set; }

    /// <summary>How long to wait for each service: seconds, a TimeSpan, or docker's 1m30s. Without end by default. A wait that is over is an
    /// error; the swarm goes on with the change.</summary>
    [Parameter]
    [DurationTransformation(IsLimit = true)]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Returns what would be done, as objects, and does nothing.</summary>
    [Parameter]
    public SwitchParameter Plan { get; set; }

    /// <summary>How many services are made or changed at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    private protected override void OnBegin()
    {
        base.OnBegin();
        _location = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        _projectDirectory = ProjectDirectory is null ? null : FilePath.Of(this, ProjectDirectory);
        _environmentFiles = [.. (EnvironmentFile ?? []).Select(path => FilePath.Of(this, path))];
        if (Path is not null)
        {
            _paths.AddRange(Path.SelectMany(path => FilePath.OfAll(this, path)));
        }
    }

    private protected override void OnRecord()
    {
        // Several records are one project, since a file may complete another.
        if (LiteralPath is not null)
        {
            _paths.AddRange(LiteralPath.Select(path => FilePath.Of(this, path)));
        }

        if (Document is not null)
        {
            _lines.AddRange(Document);
        }
    }

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => Project is null ? Task.CompletedTask : DeployAsync(Project);

    /// <inheritdoc/>
    private protected override Task EndAsync() => ParameterSetName == ProjectSet ? Task.CompletedTask : DeployAsync(Load());

    private ComposeProject Load()
    {
        ComposeTree tree = ComposeTreeLoader.Load(new ComposeLoadOptions
        {
            Paths = _paths,
            Text = ParameterSetName == DocumentSet ? string.Join('\n', _lines) : null,
            // A name that only stacks can have is for the names that are made, not for the reader.
            ProjectName = Name is not null && ProjectName.Normalize(Name) == Name ? Name : null,
            ProjectDirectory = _projectDirectory,
            EnvironmentFiles = _environmentFiles,
            NoDefaultEnvironmentFile = true,
            Profiles = Profile ?? [],
            Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(static pair => (string)pair.Key, static pair => (string?)pair.Value ?? ""),
            CurrentDirectory = _location,
        });
        return ProjectReader.Read(tree);
    }

    private async Task DeployAsync(ComposeProject project)
    {
        StackSpec stack = StackSpec.Of(Name ?? project.Name, project);
        foreach (string warning in project.Warnings)
        {
            await WarnAsync(warning).ConfigureAwait(false);
        }

        IReadOnlyList<UnsupportedKey> unsupported = ComposeSupport.UnsupportedInStack(project);
        if (unsupported.Count > 0)
        {
            await WarnAsync($"A swarm has nothing for these keys of the file, which have no effect: {string.Join("; ", unsupported)}").ConfigureAwait(false);
        }

        await ForEachEngineAsync(engine => DeployAsync(engine, stack)).ConfigureAwait(false);
    }

    private async Task DeployAsync(EngineApi engine, StackSpec stack)
    {
        RegistryLogin? login = WithRegistryAuthentication ? new RegistryLogin(this, null) : null;
        var options = new StackOptions(Prune, ResolveImage, new ServiceImageResolver(this, login, "-ResolveImage Never"), login, ThrottleLimit);
        var deployment = new StackDeployment(this, engine, stack, options, (target, work) => GuardAsync(engine.Connection, target, work));
        IReadOnlyList<StackStep> steps = await deployment.PlanAsync().ConfigureAwait(false);
        if (Plan)
        {
            await WriteManyAsync([.. steps.Select(step => step.ToModel(stack.Name, engine.Connection))]).ConfigureAwait(false);
            return;
        }

        if (await deployment.RunAsync(steps).ConfigureAwait(false) is not { } changed)
        {
            return;
        }

        if (!Detach)
        {
            await Task.WhenAll(changed.Select(service => GuardAsync(
                engine.Connection,
                service.Name,
                () => _convergence.WaitAsync(engine, service.Id, service.Name, ConvergenceGoal.Change, Timeout)))).ConfigureAwait(false);
        }

        if (await engine.Stacks.FindAsync(stack.Name, StopToken).ConfigureAwait(false) is { } deployed)
        {
            await WriteAsync(deployed).ConfigureAwait(false);
        }
    }
}
