using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Text.Json.Nodes;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;
using DockerPS.Engine.Requests;

namespace DockerPS.Hosting;

/// <summary>The base of New-Container and Invoke-Container: what a container is made with, and the making.</summary>
public abstract partial class RunParametersCmdlet : EngineCmdlet
{
    // Within what a stopped command waits for its changes.
    private static readonly TimeSpan s_removal = TimeSpan.FromSeconds(4);

    // Of many containers of one missing image only the first pulls; the others wait for it.
    private readonly ConcurrentDictionary<(EngineApi Engine, string Reference, string? Platform), Lazy<Task>> _pulls = new(new PullComparer());
    private readonly Lazy<DockerConfigFile> _dockerConfig = new(static () => DockerConfigFile.Load(DockerEnvironment.Current.ConfigFolder));

    private RunFiles? _files;
    private int _idFilesWritten;

    private protected RunParametersCmdlet()
    {
    }

    /// <summary>The image: its name, its id, or an object of Get-Image, which goes back to the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public virtual object? Image { get; set; }

    /// <summary>The command and its arguments, instead of the image's own. Words that begin with a dash belong behind --, into quotes,
    /// or into a list: -Command sh, -c, 'echo hi'.</summary>
    [Parameter(Position = 1, ValueFromRemainingArguments = true)]
    [AllowEmptyString]
    [WordsTransformation]
    public string[]? Command { get; set; }

    /// <summary>A line for a shell. Behind words of a command it is the argument of their -c: sh -c 'echo hi' is what it looks like.
    /// Without words the shell is sh -c, on Windows engines cmd /S /C.</summary>
    [Parameter]
    [Alias("c")]
    public string? ShellCommand { get; set; }

    /// <summary>The program that runs, instead of the image's entrypoint; the command becomes its arguments. One string is one word,
    /// and is not split. An empty string takes the image's entrypoint away.</summary>
    [Parameter]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? Entrypoint { get; set; }

    /// <summary>Variables: 'A=1', or @{ A = 1 }. 'A' alone takes the value from here; where it has none here, the container has none either.</summary>
    [Parameter]
    [Alias("Env", "e")]
    public object[]? Environment { get; set; }

    /// <summary>Files of variables, NAME=VALUE a line. -Environment wins over them.</summary>
    [Parameter]
    [Alias("EnvFile")]
    [ValidateNotNullOrEmpty]
    public string[]? EnvironmentFile { get; set; }

    /// <summary>Labels: 'name=value', 'name', or @{ name = 'value' }.</summary>
    [Parameter]
    [Alias("l", "la")]
    public object[]? Label { get; set; }

    /// <summary>Files of labels, name=value a line. -Label wins over them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? LabelFile { get; set; }

    /// <summary>The user that the command runs as: name or id, with :group where that matters.</summary>
    [Parameter]
    [Alias("u")]
    public string? User { get; set; }

    /// <summary>The folder in the container that the command starts in.</summary>
    [Parameter]
    [Alias("Workdir", "w")]
    public string? WorkingDirectory { get; set; }

    /// <summary>Keeps the container's standard input open.</summary>
    [Parameter]
    [Alias("i")]
    public SwitchParameter Interactive { get; set; }

    /// <summary>The streams that the client is attached to: stdin, stdout, stderr. By default stdout and stderr, and stdin with -Interactive.
    /// What is not attached does not come here.</summary>
    [Parameter]
    [Alias("a")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StreamCompleter))]
    public string[]? Attach { get; set; }

    /// <summary>Gives the container a terminal: its output is one stream, for the eye and not for reading by programs.</summary>
    [Parameter]
    [Alias("t")]
    public SwitchParameter Tty { get; set; }

    /// <summary>-Interactive and -Tty in one, as docker's -it.</summary>
    [Parameter(DontShow = true)]
    [Alias("ti")]
    public SwitchParameter It { get; set; }

    /// <summary>When the image is pulled: missing (where the engine does not have it), always, never. missing by default.</summary>
    [Parameter]
    [Alias("PullPolicy")]
    [ValidateSet("missing", "always", "never")]
    public string Pull { get; set; } = "missing";

    /// <summary>The platform, os[/architecture[/variant]], where the image has several. By default that of DOCKER_DEFAULT_PLATFORM,
    /// else the engine's own. Needs Engine API 1.41.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Platform { get; set; }

    /// <summary>User and password for the registry, where the image is pulled. By default the login of Connect-DockerRegistry or docker login.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>A file that the container's id is written to. It must not be there yet, and takes one container only.</summary>
    [Parameter]
    [Alias("CidFile")]
    [ValidateNotNullOrEmpty]
    public string? ContainerIdFile { get; set; }

    /// <summary>Fields of the engine's HostConfig by their own names, for what has no parameter here: @{ ReadonlyPaths = @() }.
    /// The parameters win over them; a list is replaced as a whole. Fields that DockerPS does not know are passed on.</summary>
    [Parameter]
    [Alias("HostConfig")]
    [TableTransformation]
    public IDictionary? HostConfiguration { get; set; }

    /// <summary>Fields of the body of POST /containers/create by their own names: @{ ArgsEscaped = $true }. The parameters win over them;
    /// a list is replaced as a whole. Fields that DockerPS does not know are passed on.</summary>
    [Parameter]
    [Alias("Config")]
    [TableTransformation]
    public IDictionary? Configuration { get; set; }

    /// <summary>The command's words, checked against the line that the user wrote.</summary>
    private protected CommandWords Words { get; private set; } = CommandWords.None;

    /// <inheritdoc/>
    private protected override void OnBegin()
    {
        base.OnBegin();
        Words = CommandWords.Read(this, nameof(Image), Command, ShellCommand);
        _files = new RunFiles(
            ShellPaths.Of(this),
            [.. (EnvironmentFile ?? []).Select(path => FilePath.Of(this, path))],
            [.. (LabelFile ?? []).Select(path => FilePath.Of(this, path))],
            ContainerIdFile is null ? null : FilePath.Of(this, ContainerIdFile));
        if (_files.ContainerIdFile is { } idFile)
        {
            ContainerIdWriter.CheckFree(idFile);
        }
    }

    /// <summary>The image that is bound now.</summary>
    /// <exception cref="InvalidRequestException">It is neither the name of an image nor an image.</exception>
    private protected ImageSource ReadImage() => ImageSource.Of(this, Image);

    /// <summary>Reads the parameters into a request.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mode">What the container is made for.</param>
    /// <param name="takesInput">True where something will be written to its standard input, with or without -Interactive.</param>
    /// <exception cref="InvalidRequestException">A parameter cannot be read, or two contradict each other.</exception>
    private protected ContainerRequest BuildRequest(ImageSource image, RunMode mode, bool takesInput = false) =>
        new ContainerRequestBuilder(this, Files).Build(image, Words, mode, takesInput);

    /// <summary>Refuses -ContainerIdFile for several containers.</summary>
    /// <exception cref="InvalidRequestException">There are several.</exception>
    private protected void CheckIdFile(int containers)
    {
        if (Files.ContainerIdFile is not null && containers > 1)
        {
            throw new InvalidRequestException("TooManyContainers", "-ContainerIdFile takes the id of one container, but several would be made.");
        }
    }

    private RunFiles Files => _files ?? throw new InvalidOperationException("The cmdlet has not begun.");

    /// <summary>The engines that an image's containers are made on: the one that it came from, else those that the parameters name.</summary>
    private protected IReadOnlyList<EngineApi> EnginesOf(ImageSource image) => image switch
    {
        { Target: Image known } => [EngineOf(known)],
        { Connection: { } connection } when !HasEngineChoice => [new EngineApi(connection)],
        { Connection: { } connection } => SelectEngines().Any(engine => engine.Connection.IsSameEngine(connection))
            ? [new EngineApi(connection)]
            : throw new InvalidRequestException("EngineConflict", $"'{image.Reference}' is on '{connection}', not on the engine that was named."),
        _ => SelectEngines(),
    };

    /// <summary>Makes one container, pulling its image as -Pull says, with all that it has before it is started; the engine's warnings
    /// are written. Nothing is sent where the engine is too old for a parameter, and nothing half-made is left.</summary>
    /// <returns>The container's id.</returns>
    private protected async Task<string> CreateAsync(EngineApi engine, ContainerRequest request, string? name)
    {
        EngineIdentity identity = await CheckAsync(engine, request).ConfigureAwait(false);
        JsonObject body = request.BodyFor(identity, _dockerConfig.Value.ProxyEnvironment(engine.Connection.Endpoint));
        ApiSocketAccess? socket = request.UseApiSocket ? await ApiSocketAccess.AddAsync(this, body).ConfigureAwait(false) : null;
        if (OpenIdFile() is not { } idFile)
        {
            return await MakeAsync().ConfigureAwait(false);
        }

        await using (idFile.ConfigureAwait(false))
        {
            string id = await MakeAsync().ConfigureAwait(false);
            await idFile.CommitAsync(id).ConfigureAwait(false);
            return id;
        }

        async Task<string> MakeAsync()
        {
            CreatedContainer created = await CreateAsync(engine, request, identity, body, name).ConfigureAwait(false);
            foreach (string warning in created.Warnings)
            {
                await WarnAsync(warning).ConfigureAwait(false);
            }

            await ConnectAsync(engine, created.Id, request.Networks.Remaining(identity.ApiVersion)).ConfigureAwait(false);
            if (socket is not null)
            {
                await socket.CopyAsync(this, engine, created.Id).ConfigureAwait(false);
            }

            return created.Id;
        }
    }

    private async Task<EngineIdentity> CheckAsync(EngineApi engine, ContainerRequest request)
    {
        EngineIdentity identity = await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
        foreach (ApiRequirement requirement in request.Requirements)
        {
            await engine.RequireAsync(requirement.Version, requirement.Feature, StopToken).ConfigureAwait(false);
        }

        foreach (EngineSystem system in request.Systems)
        {
            system.Check(identity.OperatingSystem, engine.Connection.Name);
        }

        foreach ((string parameter, DockerObject companion) in request.Companions)
        {
            if (!companion.Connection.IsSameEngine(engine.Connection))
            {
                throw new InvalidRequestException("EngineConflict", $"'{companion}' of {parameter} is on '{companion.Engine}', not on '{engine.Connection.Name}'.");
            }
        }

        return identity;
    }

    private ContainerIdWriter? OpenIdFile()
    {
        if (Files.ContainerIdFile is not { } path)
        {
            return null;
        }

        // Images that are piped in are counted only as they come.
        CheckIdFile(Interlocked.Increment(ref _idFilesWritten));
        return ContainerIdWriter.Open(path);
    }

    private async Task<CreatedContainer> CreateAsync(EngineApi engine, ContainerRequest request, EngineIdentity identity, JsonObject body, string? name)
    {
        Task<CreatedContainer> Create() =>
            ChangeAsync(token => engine.Containers.CreateAsync(name, request.PlatformFor(identity), body, token));

        if (request.Pull == PullPolicy.Always)
        {
            await PullAsync(engine, request).ConfigureAwait(false);
        }

        try
        {
            return await Create().ConfigureAwait(false);
        }
        catch (DockerApiException missing) when (request.Pull == PullPolicy.Missing && request.IsPullable && IsMissingImage(missing))
        {
            await VerboseAsync($"'{engine.Connection.Name}' has no image '{request.Image.Reference}': it is pulled.").ConfigureAwait(false);
            await PullAsync(engine, request).ConfigureAwait(false);
            return await Create().ConfigureAwait(false);
        }
    }

    /// <summary>Connects a new container to the networks that create could not; where one refuses, the container goes again.</summary>
    private async Task ConnectAsync(EngineApi engine, string id, IEnumerable<NetworkSpec> networks)
    {
        try
        {
            foreach (NetworkSpec network in networks)
            {
                await ChangeAsync(token => engine.Networks.ConnectAsync(network.Name, id, network.ToJson(withMac: false), token)).ConfigureAwait(false);
            }
        }
        catch
        {
            using var limit = new CancellationTokenSource(s_removal);
            await engine.Containers.RemoveAsync(id, force: true, volumes: true, link: false, limit.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>A 404 of create is the image's, unless it is of the container whose network or volumes the new one shares.</summary>
    private static bool IsMissingImage(DockerApiException refusal) =>
        refusal.StatusCode == 404 && !refusal.Message.Contains("No such container", StringComparison.OrdinalIgnoreCase);

    private Task PullAsync(EngineApi engine, ContainerRequest request) => _pulls.GetOrAdd(
        (engine, request.Image.Reference, request.Platform),
        key => new Lazy<Task>(() => ImagePuller.PullAsync(this, key.Engine, key.Reference, key.Platform, Credential))).Value;

    /// <summary>One pull an engine, whichever object stands for the engine.</summary>
    private sealed class PullComparer : IEqualityComparer<(EngineApi Engine, string Reference, string? Platform)>
    {
        public bool Equals((EngineApi Engine, string Reference, string? Platform) x, (EngineApi Engine, string Reference, string? Platform) y) =>
            x.Engine.Connection.IsSameEngine(y.Engine.Connection) && x.Reference == y.Reference && x.Platform == y.Platform;

        public int GetHashCode((EngineApi Engine, string Reference, string? Platform) key) => HashCode.Combine(key.Engine.Connection.Endpoint, key.Reference, key.Platform);
    }
}
