using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;
using DockerPS.Engine.Requests.Build;
using DockerPS.Engine.Session;

namespace DockerPS.Hosting;

/// <summary>The base of cmdlets that build an image: what a build is asked for, beside its context.</summary>
public abstract partial class BuildParametersCmdlet : EngineCmdlet
{
    private BuildOptions _options = new();

    private protected BuildParametersCmdlet()
    {
    }

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
    /// They stay in the image's history: they are no place for secrets, which are -Secret's.</summary>
    [Parameter]
    [Alias("BuildArg")]
    [ValidateNotNullOrEmpty]
    public object[]? BuildArgument { get; set; }

    /// <summary>The stage to end with, by the name after AS; by default the last. Completion reads the Dockerfile.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StageCompleter))]
    public string? Target { get; set; }

    /// <summary>Labels of the image: @{ name = 'value' }, 'name=value', 'name'.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Label { get; set; }

    /// <summary>Which of the engine's builders builds. Auto is as docker has it: DOCKER_BUILDKIT decides (1 or 0), else BuildKit where the engine
    /// recommends it, as those from 23.0 on do, or where a parameter needs it (-Secret, -Ssh, -Output, -CacheTo, -NoCacheFilter, -BuildContext,
    /// -Annotation, -Attest, several of -Platform); else the classic builder.</summary>
    /// <value>Auto</value>
    [Parameter]
    public BuilderType Builder { get; set; }

    /// <summary>Does every step anew, whatever earlier builds left.</summary>
    [Parameter]
    public SwitchParameter NoCache { get; set; }

    /// <summary>Asks the registry for newer versions of the images of FROM, even where they are here.</summary>
    [Parameter]
    public SwitchParameter Pull { get; set; }

    /// <summary>Images whose layers, or whose cache (see -CacheTo), the build may take over: 'name:tag', or docker's 'type=registry,ref=name:tag'.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string[]? CacheFrom { get; set; }

    /// <summary>The network in which RUN runs: default, host or none; with the classic builder also bridge, a network's name, or container:name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BuildNetworkCompleter))]
    public string? Network { get; set; }

    /// <summary>The platform of the images of FROM: os[/architecture[/variant]]. By default DOCKER_DEFAULT_PLATFORM, else the engine's own. Several
    /// make one image of several platforms, which needs BuildKit and an engine that keeps its images in containerd; with -Output files they make a
    /// folder each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string[]? Platform { get; set; }

    /// <summary>Lines for /etc/hosts of RUN: 'db:10.0.0.2', 'db=::1', or @{ db = '10.0.0.2' }.</summary>
    [Parameter]
    [Alias("ExtraHost")]
    [ValidateNotNullOrEmpty]
    public object[]? AddHost { get; set; }

    /// <summary>The size of /dev/shm for RUN: bytes, 64MB, or docker's 64m.</summary>
    [Parameter]
    [Alias("ShmSize")]
    [SizeTransformation]
    public long? SharedMemorySize { get; set; }

    /// <summary>Limits of the processes of RUN: 'nofile=1024:2048' (soft:hard), or @{ nofile = '1024:2048' }.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(UlimitCompleter))]
    public object[]? Ulimit { get; set; }

    /// <summary>Sends the context compressed by gzip: worth it on a slow way to the engine. An archive is sent as it is.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>Writes the id of the image to this file. What the file had before is gone when the build begins.</summary>
    [Parameter]
    [Alias("IidFile")]
    [ValidateNotNullOrEmpty]
    public string? ImageIdFile { get; set; }

    /// <summary>No step log and no bars. What the failed step wrote is in the error all the same.</summary>
    [Parameter]
    [Alias("q")]
    public SwitchParameter Quiet { get; set; }

    /// <summary>What is shown while it builds: Auto is bars and the log, Plain the log alone, Tty the bars alone, Quiet neither.</summary>
    /// <value>Auto</value>
    [Parameter]
    public new BuildProgressStyle Progress { get; set; }

    /// <summary>User and password for the registry of the images of FROM, instead of what docker's configuration has. They go to that one registry
    /// only: the Dockerfile may name no second one beside Docker Hub.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    private protected override void OnBegin()
    {
        base.OnBegin();
        if (Quiet && Progress is not (BuildProgressStyle.Auto or BuildProgressStyle.Quiet))
        {
            throw new InvalidRequestException("OutputConflict", $"-Quiet shows nothing, but -Progress {Progress} asks for something.");
        }

        if (NoCache && NoCacheFilter is not null)
        {
            throw new InvalidRequestException("CacheConflict", "-NoCache does every stage anew, -NoCacheFilter some of them: give one.");
        }

        ShellPaths paths = ShellPaths.Of(this);
        string[] severalPlatforms = Platforms.Count > 1 ? [nameof(Platform) + " (several)"] : [];
        bool isQuiet = Quiet || Progress == BuildProgressStyle.Quiet;
        _options = new BuildOptions
        {
            Builder = Builder,
            NeedBuildKit = [.. Given(s_needBuildKit), .. severalPlatforms],
            NeedService = [.. Given(s_needService), .. severalPlatforms],
            Contexts = [.. KeyValueText.Of(BuildContext, "=", "-BuildContext").Select(text => NamedBuildContext.Parse(text, path => FilePath.Of(this, path), StopToken))],
            ClassicOnly = [.. Given(s_classicOnly)],
            Secrets = BuildSecrets.Read(Secret, paths.Resolve),
            SshForwards = SshForwards(paths),
            OutputPath = ParsedOutput is { Destination: { } destination and not BuildOutputSpec.Pipeline } ? FilePath.Of(this, destination) : null,
            ImageIdFile = ImageIdFile is null ? null : FilePath.Of(this, ImageIdFile),
            MetadataFile = MetadataFile is null ? null : FilePath.Of(this, MetadataFile),
            Compress = Compress,
            ShowLog = !isQuiet && Progress != BuildProgressStyle.Tty,
            ShowBars = !isQuiet && Progress != BuildProgressStyle.Plain,
        };
        if (ParsedOutput is { IsImage: false } && ImageIdFile is not null)
        {
            throw new InvalidRequestException("OutputConflict", $"-Output {ParsedOutput.Type} leaves no image whose id -ImageIdFile could have.");
        }
    }

    /// <summary>What is done here, beside the engine.</summary>
    private protected BuildOptions Options => _options;

    private IReadOnlyList<string> Platforms =>
    [
        .. (Platform ?? [DockerEnvironment.Current.DefaultPlatform ?? ""])
            .SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>What the engine is asked for.</summary>
    /// <exception cref="InvalidRequestException">A value cannot be read.</exception>
    private protected BuildParameters CreateParameters()
    {
        foreach (string target in FieldTexts(CacheTo))
        {
            BuildCacheSpec.CheckTarget(target);
        }

        return new BuildParameters
        {
            Tags = Tag ?? [],
            BuildArguments = Table(EnvironmentVariables.WithValues(KeyValueText.Of(BuildArgument, "=", "-BuildArgument"), DockerEnvironment.Current.Lookup)),
            Labels = Table(KeyValueText.Of(Label, "=", "-Label")).ToDictionary(static pair => pair.Key, static pair => pair.Value ?? "", StringComparer.Ordinal),
            Target = Target,
            NoCache = NoCache,
            Pull = Pull,
            CacheFrom = [.. FieldTexts(CacheFrom).Select(BuildCacheSpec.ParseSource)],
            InlineCache = CacheTo is not null,
            NetworkMode = Network,
            Platforms = Platforms,
            NoCacheStages = NoCacheFilter ?? [],
            Annotations = BuildAnnotationSpec.Parse(KeyValueText.Of(Annotation, "=", "-Annotation")),
            Attestations = BuildAttestSpec.Parse(FieldTexts(Attest)),
            ExtraHosts = [.. KeyValueText.Of(AddHost, "=", "-AddHost").Select(ExtraHost.Parse)],
            SharedMemorySize = SharedMemorySize,
            Ulimits = [.. PlainInput.AllOf(Ulimit).SelectMany(UlimitSpec.Parse)],
            Memory = Memory,
            MemorySwap = MemorySwap,
            CpuPeriod = CpuPeriod,
            CpuQuota = CpuQuota,
            CpuShares = CpuShare,
            CpusetCpus = CpusetCpu,
            CpusetMemories = CpusetMemory,
            CgroupParent = CgroupParent,
            AutoRemove = AutoRemove,
            ForceRemove = ForceRemove,
            Isolation = Isolation,
            SecurityOptions = SecurityOption ?? [],
            Squash = Squash,
            Output = ParsedOutput,
        };
    }

    private static IEnumerable<string> FieldTexts(string[]? values) =>
        UnquotedFields.Join(values ?? [], UnquotedFields.KeyOf, static (key, before) => before.Contains(key)).Select(RequestText.Of);

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

    private IEnumerable<string> Given(IEnumerable<string> names) => names.Where(name =>
        MyInvocation.BoundParameters.TryGetValue(name, out object? value) && value is not SwitchParameter { IsPresent: false });

    private Dictionary<string, SshForward> SshForwards(ShellPaths paths) =>
        PlainInput.AllOf(Ssh).SelectMany(BuildSshSpec.Parse)
            .GroupBy(static spec => spec.Id, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, group => new SshForward([.. group.SelectMany(static spec => spec.Paths).Select(paths.Resolve)]), StringComparer.Ordinal);
}
