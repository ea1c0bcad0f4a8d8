using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Compose;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that read compose files: which files, and what goes into them.</summary>
public abstract class ComposeFilesCmdlet : EngineCmdlet
{
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";

    private readonly List<string> _lines = [];
    private readonly List<string> _paths = [];
    private readonly List<string> _folders = [];
    private List<string> _environmentFiles = [];
    private string? _projectDirectory;
    private string _location = "";

    private protected ComposeFilesCmdlet()
    {
    }

    /// <summary>The compose files; wildcards are expanded. Several are merged, the last one wins. A folder stands for the compose file in it and the file that overrides that.
    /// By default the files that COMPOSE_FILE names, else compose.yaml, compose.yml, docker-compose.yml or docker-compose.yaml of the current folder
    /// or the nearest one above, with compose.override.yml or its like beside it.</summary>
    [Parameter(Position = 0, ParameterSetName = PathSet)]
    [Alias("File", "f", "ComposeFile", "c")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public virtual string[]? Path { get; set; }

    /// <summary>The compose files as paths in which no character is a wildcard.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Strings are the lines of one compose file, which goes before those of -Path. Files of Get-Item and Get-ChildItem are merged as those of -Path are;
    /// a folder is a project of its own.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public virtual object? InputObject { get; set; }

    /// <summary>The folder that relative paths in the files count from; by default that of the first file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProjectDirectory { get; set; }

    /// <summary>Files of variables for ${NAME} in the compose files, in place of those that COMPOSE_ENV_FILES names and of .env beside the compose file.
    /// Variables of the session ($env:NAME) go before those of files.</summary>
    [Parameter]
    [Alias("EnvFile")]
    [ValidateNotNullOrEmpty]
    public string[]? EnvironmentFile { get; set; }

    /// <summary>The profiles that are active: services that name others only are left out. '*' is all of them. By default those of COMPOSE_PROFILES.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ComposeProfileCompleter))]
    public string[]? Profile { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        _location = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        _projectDirectory = ProjectDirectory is null ? null : FilePath.OfOne(this, ProjectDirectory);
        _environmentFiles = [.. (EnvironmentFile ?? []).SelectMany(path => FilePath.OfAll(this, path))];
        _paths.AddRange((Path ?? []).SelectMany(path => FilePath.OfAll(this, path)));
        _paths.AddRange((LiteralPath ?? []).Select(path => FilePath.Of(this, path)));
    }

    private protected override bool TryProcess()
    {
        Take(InputObject);
        return true;
    }

    /// <summary>True where files or strings were given.</summary>
    private protected bool HasFiles => _paths.Count + _lines.Count + _folders.Count > 0;

    /// <summary>Takes what else a cmdlet has from the pipeline; false where it is not that.</summary>
    private protected virtual bool TryTake(object item) => false;

    /// <summary>What the pipeline may bring, for messages.</summary>
    private protected virtual string Takes => "the lines of a compose file, files and folders";

    /// <summary>What the projects are read with: one for all files and strings, and one for each folder that was piped in.</summary>
    private protected IEnumerable<ComposeLoadOptions> Projects()
    {
        // A pipeline that brought nothing, as after an error before it, does not mean the file that happens to be in the current folder.
        if (MyInvocation.ExpectingInput && !HasFiles)
        {
            yield break;
        }

        if (_folders.Count == 0 || _paths.Count > 0 || _lines.Count > 0)
        {
            yield return Options(_paths, _lines.Count == 0 ? null : string.Join('\n', _lines) + "\n");
        }

        foreach (string folder in _folders)
        {
            yield return Options([folder], null);
        }
    }

    /// <summary>What the projects are read with, where a cmdlet has more to say than files.</summary>
    private protected abstract ComposeLoadOptions Options(ComposeLoadOptions files);

    /// <summary>Reads a project and tells what was noticed.</summary>
    private protected async Task<ComposeProject> ReadAsync(ComposeLoadOptions options)
    {
        ComposeProject project = ComposeLoader.Load(options);
        foreach (string warning in project.Warnings)
        {
            await WarnAsync(warning).ConfigureAwait(false);
        }

        return project;
    }

    private ComposeLoadOptions Options(IReadOnlyList<string> paths, string? text) => Options(new ComposeLoadOptions
    {
        Paths = paths,
        Text = text,
        ProjectDirectory = _projectDirectory,
        EnvironmentFiles = _environmentFiles,
        Profiles = Profile ?? [],
        Environment = Variables(),
        CurrentDirectory = _location,
    });

    /// <summary>The variables of the process, and as PWD PowerShell's location: a shell sets it, PowerShell does not, and files name it.</summary>
    private Dictionary<string, string> Variables()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(static pair => (string)pair.Key, static pair => (string?)pair.Value ?? "");
        variables["PWD"] = _location;
        return variables;
    }

    private void Take(object? item)
    {
        switch (Bare.Of(item))
        {
            case null:
                break;
            case string text:
                _lines.Add(text);
                break;
            case DirectoryInfo folder:
                _folders.Add(folder.FullName);
                break;
            case FileInfo file:
                _paths.Add(file.FullName);
                break;
            case { } known when TryTake(known):
                break;
            case IEnumerable list:
                foreach (object? member in list)
                {
                    Take(member);
                }

                break;
            case { } other:
                throw new InvalidRequestException("BadParameter", $"{MyInvocation.MyCommand.Name} takes {Takes} from the pipeline, not {other.GetType().Name}.");
        }
    }
}
