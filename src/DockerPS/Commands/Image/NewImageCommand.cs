using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Streams.Build;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Builds an image from a Dockerfile.</summary>
/// <remarks>
/// <para>The context - the files that COPY and ADD see - is a folder, a tar archive, or a URL that the engine fetches by itself. What .dockerignore
/// names is not sent. The output is the built image, with its steps, their times, and whether they came from the cache.</para>
/// <para>It builds with the engine's BuildKit or with its classic builder: see -Builder. The log of the steps goes to the information stream as it
/// comes, warnings of the builder and of the Dockerfile's linter to the warning stream. Ctrl+C stops the build on the engine, too.</para>
/// <para>A failed step is an error with the id BuildFailed: it tells the step, the exit code, the lines of the Dockerfile, and the last lines that
/// the step wrote, and its Exception has them as Step, Code, SourceLines and LastLines.</para>
/// <para>Credentials for the images of FROM are those of Connect-DockerRegistry and docker's configuration, and only those of the registries that the
/// Dockerfile names. The proxies of docker's configuration become build arguments. The twin of docker build and docker buildx build;
/// about_DockerPS_Build has more.</para>
/// </remarks>
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
/// <example>
/// <title>Use a secret while building</title>
/// <code>New-Image . -Tag app -Secret @{ token = Get-Secret token }</code>
/// <para>RUN --mount=type=secret,id=token finds it in /run/secrets/token; it is in no layer and in no history.</para>
/// </example>
/// <example>
/// <title>Use your ssh agent while building</title>
/// <code>New-Image . -Tag app -Ssh default</code>
/// <para>RUN --mount=type=ssh git clone ... logs in with your keys, which do not leave this machine.</para>
/// </example>
/// <example>
/// <title>Take the files instead of an image</title>
/// <code>New-Image . -Target binaries -Output ./bin</code>
/// <para>What is in the stage binaries comes into the folder ./bin. The object returned lists what was written.</para>
/// </example>
/// <example>
/// <title>Build and push with a cache for others</title>
/// <code>New-Image . -Tag reg.example/web:1.2 -CacheTo inline -CacheFrom reg.example/web:1.1 | Push-Image</code>
/// <para>What version 1.1 has done is not done again, and version 1.2 carries the records for the next.</para>
/// </example>
/// <example>
/// <title>Build for several platforms</title>
/// <code>New-Image . -Tag web:1.2 -Platform linux/amd64, linux/arm64 | Get-ImageManifest -Local</code>
/// <para>One image for both, and what it has of each. The engine keeps it in containerd's image store.</para>
/// </example>
/// <example>
/// <title>Do one stage anew, with files from elsewhere</title>
/// <code>New-Image . -Tag web -NoCacheFilter packages -BuildContext @{ lib = '../lib'; alpine = 'docker-image://alpine:3.20' }</code>
/// <para>The steps of the stage packages run, whatever the cache has. COPY --from=lib takes files of ../lib, and FROM alpine is version 3.20.</para>
/// </example>
/// <example>
/// <title>Find the slow steps</title>
/// <code>(New-Image . -Quiet).Steps | Sort-Object Duration -Descending | Select-Object -First 3</code>
/// <para>The three steps that took longest, with their names and times.</para>
/// </example>
/// <seealso cref="PushImageCommand"/>
/// <seealso cref="ReceiveImageCommand"/>
[Cmdlet(VerbsCommon.New, "Image", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[Alias("Build-Image")]
[OutputType(typeof(BuiltImage), typeof(BuildResult), typeof(byte[]))]
public sealed class NewImageCommand : BuildParametersCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string Pipeline = "-";

    private readonly List<string> _lines = [];
    private BuildParameters _parameters = new();
    private string? _place;
    private string? _remote;
    private string? _file;
    private int _builds;

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
        var credentials = new Lazy<BuildCredentials>(() => SessionCredentials(source!));
        int engines = SelectEngines().Count;
        _builds += engines;
        RefuseOneFileForMany(engines);
        var request = new BuildRequest(source!, _parameters, Options, registryConfig, credentials, engines > 1);
        await ForEachEngineAsync(engine => BuildOnAsync(engine, request, target)).ConfigureAwait(false);
    }

    /// <exception cref="InvalidRequestException">Several engines, or several contexts of the pipeline, would write the same file.</exception>
    private void RefuseOneFileForMany(int engines)
    {
        string? given = _parameters.Output is { ComesHere: true } ? "-Output" : Options.ImageIdFile is not null ? "-ImageIdFile" : Options.MetadataFile is not null ? "-MetadataFile" : null;
        if (given is null)
        {
            return;
        }

        if (engines > 1)
        {
            throw new InvalidRequestException("OutputAmbiguous", $"{engines} engines cannot write the same {given}. Build on one after the other, each with its own.");
        }

        if (_builds > 1)
        {
            throw new InvalidRequestException("OutputAmbiguous", $"Several contexts cannot write the same {given}. Build each with its own, with ForEach-Object.");
        }
    }

    private BaseImageCredentials Credentials() => new(RegistryCredentials, text => WarnAsync(text).AsTask());

    private Task<string?> ResolveCredentialsAsync(BuildSource source) =>
        Credentials().ResolveAsync(source.DockerfileText, _parameters.BuildArguments, Credential, StopToken);

    private BuildCredentials SessionCredentials(BuildSource source) => new(
        // What the engine fetches by itself names what it names; of an archive that cannot be read here, nothing is known to be named.
        source.Remote is null || source.DockerfileText is not null
            ? BaseImageCredentials.RegistriesOf(
                source.DockerfileText ?? "", _parameters.BuildArguments, [.. _parameters.CacheFrom, .. Options.Contexts.Select(static context => context.Image).OfType<string>()])
            : null,
        Credentials().Finder(source.DockerfileText, _parameters.BuildArguments, Credential));

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
            try
            {
                if (await new ImageBuilder(this, engine, request, MyInvocation.MyCommand.Name).BuildAsync().ConfigureAwait(false) is { } built)
                {
                    await WriteAsync(built).ConfigureAwait(false);
                }
            }
            catch (DockerException exception)
            {
                exception.IsOneOfMany = request.IsOneOfMany;
                throw;
            }
        }).ConfigureAwait(false);
    }
}
