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
    // Of many containers of one missing image only the first pulls; the others wait for it.
    private readonly ConcurrentDictionary<(EngineApi Engine, string Reference, string? Platform), Lazy<Task>> _pulls = new(new PullComparer());
    private readonly Lazy<DockerConfigFile> _dockerConfig = new(static () => DockerConfigFile.Load(DockerEnvironment.Current.ConfigFolder));

    private ShellPaths? _paths;
    private string[] _environmentFiles = [];

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
    [Alias("l")]
    public object[]? Label { get; set; }

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

    /// <summary>User and password for the registry, where the image is pulled. By default what docker login has stored.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Fields of the engine's HostConfig by their own names, for what has no parameter here: @{ OomScoreAdj = 100 }.
    /// The parameters win over them; a list is replaced as a whole. Fields that DockerPS does not know are passed on.</summary>
    [Parameter]
    [Alias("HostConfig")]
    [TableTransformation]
    public IDictionary? HostConfiguration { get; set; }

    /// <summary>Fields of the body of POST /containers/create by their own names: @{ Domainname = 'example' }. The parameters win over them;
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
        _paths = ShellPaths.Of(this);
        Words = CommandWords.Read(this, nameof(Image), Command, ShellCommand);
        _environmentFiles = [.. (EnvironmentFile ?? []).Select(path => FilePath.Of(this, path))];
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
        new ContainerRequestBuilder(this, _paths ?? throw new InvalidOperationException("The cmdlet has not begun."), _environmentFiles)
            .Build(image, Words, mode, takesInput);

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

    /// <summary>Makes one container, pulling its image as -Pull says; the engine's warnings are written. Nothing is sent where the engine
    /// is too old for a parameter.</summary>
    /// <returns>The container's id.</returns>
    private protected async Task<string> CreateAsync(EngineApi engine, ContainerRequest request, string? name)
    {
        EngineIdentity identity = await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
        foreach (ApiRequirement requirement in request.Requirements)
        {
            await engine.RequireAsync(requirement.Version, requirement.Feature, StopToken).ConfigureAwait(false);
        }

        JsonObject body = request.BodyFor(identity, _dockerConfig.Value.ProxyEnvironment(engine.Connection.Endpoint));
        Task<CreatedContainer> Create() =>
            ChangeAsync(token => engine.Containers.CreateAsync(name, request.PlatformFor(identity), body, token));

        if (request.Pull == PullPolicy.Always)
        {
            await PullAsync(engine, request).ConfigureAwait(false);
        }

        CreatedContainer created;
        try
        {
            created = await Create().ConfigureAwait(false);
        }
        catch (DockerApiException missing) when (request.Pull == PullPolicy.Missing && request.IsPullable && IsMissingImage(missing))
        {
            await VerboseAsync($"'{engine.Connection.Name}' has no image '{request.Image.Reference}': it is pulled.").ConfigureAwait(false);
            await PullAsync(engine, request).ConfigureAwait(false);
            created = await Create().ConfigureAwait(false);
        }

        foreach (string warning in created.Warnings)
        {
            await WarnAsync(warning).ConfigureAwait(false);
        }

        return created.Id;
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
