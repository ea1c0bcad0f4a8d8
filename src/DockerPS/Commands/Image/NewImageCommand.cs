using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Streams.Build;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Builds an image from a Dockerfile.</summary>
/// <remarks>The context - the files that COPY and ADD see - is a folder, a tar archive, or a URL that the engine fetches by itself. What .dockerignore
/// names is not sent. The log of the steps goes to the information stream as it comes, warnings of the engine to the warning stream;
/// the output is the built image. Ctrl+C stops the build on the engine, too. A failed step is an error with the id BuildFailed: it tells the step,
/// the exit code and the last lines that the step wrote, and its Exception has them as Step, Code and LastLines.
/// Credentials for the images of FROM are those of docker's configuration, and only those of the registries that the Dockerfile names.
/// The proxies of docker's configuration become build arguments. The twin of docker build with the classic builder (POST /build).</remarks>
/// <example>
/// <title>Build a folder</title>
/// <code>New-Image ./web -Tag web:1.2, web:latest -BuildArgument @{ VERSION = '1.2' }</code>
/// <para>Builds the Dockerfile in ./web with its files, and gives the image two names.</para>
/// </example>
/// <example>
/// <title>Build without the step log</title>
/// <code>$image = New-Image . -Tag app -File ./docker/Dockerfile.prod -Target runtime -Quiet</code>
/// <para>The context is the current folder, the Dockerfile is elsewhere, and the build ends with the stage named runtime.</para>
/// </example>
/// <example>
/// <title>Write the Dockerfile in the script</title>
/// <code>'FROM alpine', 'RUN apk add curl' | New-Image -Tag curl</code>
/// <para>Strings in the pipeline are the lines of one Dockerfile. There are no files to copy, unless -Path names a context.</para>
/// </example>
/// <example>
/// <title>Build many folders</title>
/// <code>Get-ChildItem ./services -Directory | ForEach-Object { New-Image $_ -Tag "services/$($_.Name)" }</code>
/// <para>Builds each folder under its own name.</para>
/// </example>
/// <example>
/// <title>Build from a repository on two engines</title>
/// <code>New-Image https://github.com/docker/welcome-to-docker.git#main -Tag welcome -Context prod-1, prod-2</code>
/// <para>Each engine fetches the repository and builds it; two images are returned, each of which knows its engine.</para>
/// </example>
/// <example>
/// <title>See why a build failed</title>
/// <code>try { New-Image . -ErrorAction Stop } catch { $_.Exception.Step; $_.Exception.Code; $_.Exception.LastLines }</code>
/// <para>The failed step, the exit code of its command, and what it wrote last.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "Image", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[Alias("Build-Image")]
[OutputType(typeof(ImageDetail))]
public sealed class NewImageCommand : EngineCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string Pipeline = "-";

    private readonly List<string> _lines = [];
    private BuildParameters _parameters = new();
    private string? _place;
    private string? _remote;
    private string? _file;

    /// <summary>The context: a folder, a tar archive (plain, gzip, bzip2 or xz), or the URL of a git repository (repository.git#branch:folder),
    /// of an archive or of a Dockerfile, which the engine fetches by itself. Wildcards may stand for one path.</summary>
    [Parameter(Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The context as a path in which no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>Strings are the lines of one Dockerfile; a folder of Get-Item or Get-ChildItem is a context, and each is built; a file is an archive.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary>The names of the image, name:tag or registry/name:tag. Without a tag it is latest.</summary>
    [Parameter]
    [Alias("t")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>The Dockerfile, where it is not Dockerfile in the context. It may be outside of the context. A relative path is looked for
    /// in the current location, then in the context. In an archive or a repository it is a path in there.</summary>
    [Parameter]
    [Alias("Dockerfile", "f")]
    [ValidateNotNullOrEmpty]
    public string? File { get; set; }

    /// <summary>Values for ARG: @{ A = 1 }, 'A=1', or 'A' for the value that the environment variable A has here.
    /// They stay in the image's history: they are no place for secrets.</summary>
    [Parameter]
    [Alias("BuildArg")]
    [ValidateNotNullOrEmpty]
    public object[]? BuildArgument { get; set; }

    /// <summary>The stage to end with, by the name after AS; by default the last.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Target { get; set; }

    /// <summary>Labels of the image: @{ name = 'value' }, 'name=value', 'name'.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Label { get; set; }

    /// <summary>Does every step anew, whatever earlier builds left.</summary>
    [Parameter]
    public SwitchParameter NoCache { get; set; }

    /// <summary>Asks the registry for newer versions of the images of FROM, even where they are here.</summary>
    [Parameter]
    public SwitchParameter Pull { get; set; }

    /// <summary>The network in which RUN runs: bridge, host, none, a network's name, or container:name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BuildNetworkCompleter))]
    public string? Network { get; set; }

    /// <summary>The platform of the images of FROM: os[/architecture[/variant]]. By default DOCKER_DEFAULT_PLATFORM, else the engine's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string? Platform { get; set; }

    /// <summary>Lines for /etc/hosts of RUN: 'db:10.0.0.2', 'db=::1', or @{ db = '10.0.0.2' }.</summary>
    [Parameter]
    [Alias("ExtraHost")]
    [ValidateNotNullOrEmpty]
    public object[]? AddHost { get; set; }

    /// <summary>The memory of RUN: bytes (512MB), or docker's 512m.</summary>
    [Parameter]
    [Alias("m")]
    [SizeTransformation]
    public long? Memory { get; set; }

    /// <summary>Memory and swap of RUN together: bytes, or docker's 1g; -1 is without limit.</summary>
    [Parameter]
    [SizeTransformation(AllowUnlimited = true)]
    public long? MemorySwap { get; set; }

    /// <summary>The period of the CPU scheduler for RUN, in microseconds.</summary>
    [Parameter]
    public long? CpuPeriod { get; set; }

    /// <summary>How much CPU time RUN gets in each period, in microseconds.</summary>
    [Parameter]
    public long? CpuQuota { get; set; }

    /// <summary>The weight of RUN where CPUs are short; 1024 is the usual one.</summary>
    [Parameter]
    [Alias("CpuShares")]
    public long? CpuShare { get; set; }

    /// <summary>The CPUs that RUN may use: 0-3, or 0,1.</summary>
    [Parameter]
    [Alias("CpusetCpus")]
    [ValidateNotNullOrEmpty]
    public string? CpusetCpu { get; set; }

    /// <summary>The memory nodes that RUN may use: 0-3, or 0,1.</summary>
    [Parameter]
    [Alias("CpusetMems")]
    [ValidateNotNullOrEmpty]
    public string? CpusetMemory { get; set; }

    /// <summary>No step log. What the failed step wrote is in the error all the same.</summary>
    [Parameter]
    [Alias("q")]
    public SwitchParameter Quiet { get; set; }

    /// <summary>User and password for the registry of the images of FROM, instead of what docker's configuration has. They go to that one registry
    /// only: the Dockerfile may name no second one beside Docker Hub.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        _file = File is null ? null : FilePath.Of(this, File);
        if (LiteralPath is not null)
        {
            _place = FilePath.Of(this, LiteralPath);
        }
        else if (Path is not null && RemoteContext.IsUrl(Path))
        {
            _remote = Path;
        }
        else if (Path is not (null or Pipeline))
        {
            _place = FilePath.OfOne(this, Path);
            if (RemoteContext.IsShortGit(Path) && !System.IO.Path.Exists(_place))
            {
                // As docker has it: what is a path here is no repository.
                (_place, _remote) = (null, Path);
            }
        }
    }

    private protected override Task BeginAsync()
    {
        _parameters = CreateParameters();
        _parameters.Validate();
        return Task.CompletedTask;
    }

    private protected override Task ProcessAsync()
    {
        object? bare = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        switch (bare)
        {
            case null:
                return Task.CompletedTask;
            case string line:
                _lines.Add(line);
                return Task.CompletedTask;
            case FileSystemInfo when _place is not null || _remote is not null:
                throw new InvalidRequestException("ContextAmbiguous", "The context is given twice: as a parameter and in the pipeline.");
            case FileSystemInfo place:
                return BuildAsync(bare, token => OpenPlaceAsync(place.FullName, text: null, token));
            default:
                throw new InvalidRequestException(
                    "BadParameter", $"New-Image takes the lines of a Dockerfile, folders and archives from the pipeline, not {bare.GetType().Name}.");
        }
    }

    private protected override Task EndAsync()
    {
        if (_lines.Count > 0)
        {
            return BuildAsync(Path ?? LiteralPath ?? "Dockerfile", token => OpenTextAsync(string.Join('\n', _lines) + "\n", token));
        }

        if (MyInvocation.ExpectingInput)
        {
            // Nothing came: a build without what should have come would be another one than was meant.
            return Task.CompletedTask;
        }

        if (_remote is { } url)
        {
            return BuildAsync(RemoteContext.Display(url), _ => Task.FromResult(BuildSource.FromRemote(url, File)));
        }

        return _place is { } place
            ? BuildAsync(Path ?? LiteralPath, token => OpenPlaceAsync(place, text: null, token))
            : throw new InvalidRequestException("NoContext", "There is nothing to build. Give a folder (New-Image .), an archive or a URL, or pipe the lines of a Dockerfile in.");
    }

    private BuildParameters CreateParameters() => new()
    {
        Tags = Tag ?? [],
        BuildArguments = Table(EnvironmentVariables.WithValues(KeyValueText.Of(BuildArgument, "=", "-BuildArgument"), DockerEnvironment.Current.Lookup)),
        Labels = Table(KeyValueText.Of(Label, "=", "-Label")).ToDictionary(static pair => pair.Key, static pair => pair.Value ?? "", StringComparer.Ordinal),
        Target = Target,
        NoCache = NoCache,
        Pull = Pull,
        NetworkMode = Network,
        Platform = Platform ?? DockerEnvironment.Current.DefaultPlatform,
        ExtraHosts = [.. KeyValueText.Of(AddHost, "=", "-AddHost").Select(ExtraHost.Parse)],
        Memory = Memory,
        MemorySwap = MemorySwap,
        CpuPeriod = CpuPeriod,
        CpuQuota = CpuQuota,
        CpuShares = CpuShare,
        CpusetCpus = CpusetCpu,
        CpusetMemories = CpusetMemory,
        Quiet = Quiet,
    };

    private static Dictionary<string, string?> Table(IEnumerable<string> pairs)
    {
        var table = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            (string name, string? value) = RequestText.Cut(pair, '=');
            table[name] = value;
        }

        return table;
    }

    private Task<BuildSource> OpenPlaceAsync(string place, string? text, CancellationToken cancellationToken)
    {
        if (System.IO.File.Exists(place))
        {
            return text is null
                ? BuildSource.FromArchiveAsync(place, File, cancellationToken)
                : throw new InvalidRequestException("DockerfileAmbiguous", "An archive has its Dockerfile in it: lines from the pipeline go with a folder only.");
        }

        return Task.FromResult(BuildSource.FromFolder(place, DockerfileFor(place), text, cancellationToken));
    }

    private Task<BuildSource> OpenTextAsync(string text, CancellationToken cancellationToken)
    {
        if (File is not null)
        {
            throw new InvalidRequestException("DockerfileAmbiguous", "The Dockerfile is given twice: by -File and in the pipeline.");
        }

        if (_remote is not null)
        {
            throw new InvalidRequestException("DockerfileAmbiguous", "What is fetched from a URL has its Dockerfile in it: lines from the pipeline go with a folder only.");
        }

        return _place is null ? Task.FromResult(BuildSource.FromText(text)) : OpenPlaceAsync(_place, text, cancellationToken);
    }

    /// <summary>docker looks in the current folder only; a name that is not there can be meant in the context, as compose has it.</summary>
    private string? DockerfileFor(string folder) =>
        _file is null || System.IO.File.Exists(_file) || !System.IO.File.Exists(System.IO.Path.Join(folder, File)) ? _file : System.IO.Path.Join(folder, File);

    private async Task BuildAsync(object? target, Func<CancellationToken, Task<BuildSource>> open)
    {
        BuildSource? source = null;
        if (!await GuardAsync(null, target, async () => source = await open(StopToken).ConfigureAwait(false)).ConfigureAwait(false))
        {
            return;
        }

        // Once for all engines, and not before ShouldProcess: a credential helper may ask the user something.
        var registryConfig = new Lazy<Task<string?>>(() => ResolveCredentialsAsync(source!));
        var request = new BuildRequest(source!, _parameters, registryConfig, SelectEngines().Count > 1);
        await ForEachEngineAsync(engine => BuildOnAsync(engine, request, target)).ConfigureAwait(false);
    }

    private Task<string?> ResolveCredentialsAsync(BuildSource source) =>
        new BaseImageCredentials(RegistryCredentials, text => WarnAsync(text).AsTask())
            .ResolveAsync(source.DockerfileText, _parameters.BuildArguments, Credential, StopToken);

    private async Task BuildOnAsync(EngineApi engine, BuildRequest request, object? target)
    {
        if (!await ShouldProcessAsync($"{request.Display} on {engine.Connection.Name}", "Build image").ConfigureAwait(false))
        {
            return;
        }

        // An engine that is not there ends the command; a build that fails does not.
        await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
        await GuardAsync(engine.Connection, target, async () =>
        {
            ImageDetail image = await new ImageBuilder(this, engine, request, MyInvocation.MyCommand.Name).BuildAsync().ConfigureAwait(false);
            await WriteAsync(image).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
