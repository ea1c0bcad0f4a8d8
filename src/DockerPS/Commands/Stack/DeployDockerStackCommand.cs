using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Compose;
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
/// in the file. Neither can a network: a warning tells where the file has it otherwise.</para>
/// <para>env_file is read as docker compose reads it, with quotes, comments and ${NAME}; docker stack takes its lines as they stand, which is
/// format: raw.</para>
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
public sealed class DeployDockerStackCommand : ComposeFilesCmdlet
{
    private readonly List<ComposeProject> _projects = [];
    private readonly ServiceConvergence _convergence;

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

    /// <summary>The compose files; wildcards are expanded. Several are merged, the last one wins. A folder stands for the compose file in it and the file that overrides that.
    /// By default the files that COMPOSE_FILE names, else compose.yaml, compose.yml, docker-compose.yml or docker-compose.yaml of the current folder
    /// or the nearest one above, with compose.override.yml or its like beside it.</summary>
    [Parameter(Position = 1, ParameterSetName = PathSet)]
    [Alias("File", "f", "ComposeFile", "c")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[]? Path { get; set; }

    /// <summary>A project of Resolve-DockerComposeFile. Strings are the lines of one compose file, which goes before those of -Path. Files of Get-Item and
    /// Get-ChildItem are merged as those of -Path are; a folder is a stack of its own, called like the folder.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public override object? InputObject { get; set; }

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

    /// <inheritdoc/>
    private protected override string Takes => "projects of Resolve-DockerComposeFile, the lines of a compose file, files and folders";

    /// <inheritdoc/>
    private protected override bool TryTake(object item)
    {
        if (item is not ComposeProject project)
        {
            return false;
        }

        _projects.Add(project);
        return true;
    }

    /// <inheritdoc/>
    private protected override async Task EndAsync()
    {
        ComposeLoadOptions[] files = HasFiles || _projects.Count == 0 ? [.. Projects()] : [];
        if (Name is not null && files.Length + _projects.Count > 1)
        {
            throw new InvalidRequestException("OptionConflict", $"{files.Length + _projects.Count} projects cannot all be the stack '{Name}'.")
            {
                Advice = "Without a name each is called as its file says, or like its folder. Files that belong together go into -Path.",
            };
        }

        foreach (ComposeLoadOptions options in files)
        {
            _projects.Add(await ReadAsync(options).ConfigureAwait(false));
        }

        foreach (ComposeProject project in _projects)
        {
            await DeployAsync(project).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    private protected override ComposeLoadOptions Options(ComposeLoadOptions files) => files with
    {
        // A name that only stacks can have is for the names that are made, not for the reader.
        ProjectName = Name is not null && ProjectName.Normalize(Name) == Name ? Name : null,
        NoDefaultEnvironmentFile = true,
    };

    private async Task DeployAsync(ComposeProject project)
    {
        StackSpec stack = StackSpec.Of(Name ?? project.Name, project);
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
