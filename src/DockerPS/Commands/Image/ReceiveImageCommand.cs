using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Pulls images from their registries.</summary>
/// <remarks>
/// <para>Returns each image with its Reference and Digest. Several are pulled side by side, to one engine or to many.
/// The twin of docker pull (POST /images/create).</para>
/// <para>Credentials are those of -Credential, else the login of Connect-DockerRegistry or docker login to exactly that registry. When the command is stopped the engine stops pulling.</para>
/// </remarks>
/// <example>
/// <title>Pull an image</title>
/// <code>Receive-Image nginx:1.27</code>
/// <para>Pulls it with progress, and returns it.</para>
/// </example>
/// <example>
/// <title>Pull to many engines</title>
/// <code>Receive-Image registry.example/web:1.2 -Context prod-* -Credential (Get-Credential)</code>
/// <para>Every engine whose context begins with prod- pulls the image side by side.</para>
/// </example>
/// <example>
/// <title>Pull what a list names</title>
/// <code>Import-Csv ./images.csv | Receive-Image -Platform linux/arm64</code>
/// <para>Pulls the Reference of each row, for another platform than the engine's own.</para>
/// </example>
/// <example>
/// <title>Bring images up to date</title>
/// <code>Get-Image registry.example/* | Receive-Image | Format-Table Reference, Digest</code>
/// <para>Pulls every reference of that registry again, each on the engine that has it.</para>
/// </example>
[Cmdlet(VerbsCommunications.Receive, "Image", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[Alias("Pull-Image")]
[OutputType(typeof(ImageDetail))]
public sealed class ReceiveImageCommand : EngineCmdlet
{
    private const string NameSet = "Name";
    private const string InputObjectSet = "InputObject";
    private const string SearchResultSet = "SearchResult";
    private const string ReferenceSet = "Reference";

    private RegistryLogin? _login;
    private IReadOnlyList<EngineApi>? _engines;
    private int _running;

    /// <summary>The references to pull, such as nginx:1.27 or registry.example/web@sha256:...; without tag and digest it is latest,
    /// and of tag and digest the digest counts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [NameTransformation(typeof(Image))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Images of Get-Image and other cmdlets, to be pulled again by their references on the engines that they came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Image))]
    public Image[]? InputObject { get; set; }

    /// <summary>What Find-Image has found: the latest of each, or with -AllTags all. Pulled to the engine that has searched, or to those that are named.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SearchResultSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(ImageSearchResult))]
    public ImageSearchResult[]? SearchResult { get; set; }

    /// <summary>The references to pull, of objects that are no images of an engine: rows of a CSV or JSON file, what came from a job.
    /// It comes from the object's own Reference property, and the engine from its Connection property where there is one.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ReferenceSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Reference { get; set; }

    /// <summary>The engines to use, as connections of Connect-Docker or Get-DockerConnection, or as their names, contexts' names or endpoints.
    /// By default the engine of the object that is piped in, else the runspace's default, else what the docker CLI would use.
    /// Beside a reference it also comes from the object's own Connection property, as text after CSV, JSON or a job.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = SearchResultSet)]
    [Parameter(ParameterSetName = ReferenceSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public override DockerConnection[]? Connection { get; set; }

    /// <summary>Pulls all tags of the repositories.</summary>
    [Parameter]
    [Alias("AllTag", "a")]
    public SwitchParameter AllTags { get; set; }

    /// <summary>The platform to pull of an image that is made for several: os[/architecture[/variant]], such as linux/arm64.
    /// By default DOCKER_DEFAULT_PLATFORM, else the engine's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string? Platform { get; set; }

    /// <summary>User and password for the registry. They are sent to one registry only: that of the first image.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>How many images are pulled at once. 16 by default; the engine itself limits how many layers it moves at once.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == InputObjectSet)
        {
            foreach (Image image in InputObject!)
            {
                EngineApi? engine = null;
                if (await GuardAsync(null, image, () => Task.FromResult(engine = EngineOf(image))).ConfigureAwait(false))
                {
                    await QueueAsync(engine!, () => ReferenceOf(image), image).ConfigureAwait(false);
                }
            }

            return;
        }

        if (ParameterSetName == SearchResultSet && !HasEngineChoice)
        {
            foreach (ImageSearchResult found in SearchResult!)
            {
                await QueueAsync(new EngineApi(found.Connection), () => ImageReference.Parse(found.Reference), found).ConfigureAwait(false);
            }

            return;
        }

        string[] names = ParameterSetName == SearchResultSet ? [.. SearchResult!.Select(static found => found.Reference)] : Reference ?? Name!;
        IReadOnlyList<EngineApi> engines = [];
        if (!HasEngineOfRecord)
        {
            engines = _engines ??= await AnsweringEnginesAsync().ConfigureAwait(false);
        }
        else if (!await GuardAsync(null, names[0], () => Task.FromResult(engines = SelectEngines())).ConfigureAwait(false))
        {
            // A record whose engine is not known here leaves the others alone.
            return;
        }

        foreach (string name in names)
        {
            foreach (EngineApi engine in engines)
            {
                await QueueAsync(engine, () => ImageReference.Parse(name), name).ConfigureAwait(false);
            }
        }
    }

    private async Task QueueAsync(EngineApi engine, Func<ImageReference> read, object target)
    {
        ImageReference? image = null;
        await GuardAsync(engine.Connection, target, () => Task.FromResult(image = Checked(read()))).ConfigureAwait(false);
        if (image is not null
            && await ShouldProcessAsync($"{image.Familiar} on {engine.Connection.Name}", AllTags ? "Receive all tags of image" : "Receive image").ConfigureAwait(false))
        {
            _login ??= new RegistryLogin(this, Credential);
            await QueueAsync(() => GuardAsync(engine.Connection, target, () => PullAsync(engine, image))).ConfigureAwait(false);
        }
    }

    private ImageReference Checked(ImageReference image)
    {
        if (!AllTags)
        {
            return image.ForRegistry();
        }

        return image is { Tag: null, Digest: null }
            ? image
            : throw new InvalidRequestException("BadParameter", $"'{image.Familiar}' names one tag; with -AllTags give the repository alone: {image.FamiliarName}.");
    }

    private async Task PullAsync(EngineApi engine, ImageReference image)
    {
        // The layers of one image are worth looking at; of several the whole of each is all that fits.
        bool alone = Interlocked.Increment(ref _running) == 1;
        TransferReport report;
        try
        {
            report = await ImagePuller.PullAsync(this, engine, image, Platform, _login!, alone).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }

        if (!AllTags)
        {
            await WriteImageAsync(engine, image.Familiar, report.Tags.Count > 0 ? report.Tags[^1].Digest : null).ConfigureAwait(false);
            return;
        }

        foreach (TransferredTag tag in report.Tags)
        {
            await WriteImageAsync(engine, $"{image.FamiliarName}:{tag.Tag}", tag.Digest).ConfigureAwait(false);
        }
    }

    private async Task WriteImageAsync(EngineApi engine, string reference, string? digest) =>
        await WriteAsync(await engine.Images.InspectAsync(reference, reference, StopToken, digest).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>The selected engines that answer: one that does not would otherwise be an error for every image.</summary>
    private async Task<IReadOnlyList<EngineApi>> AnsweringEnginesAsync()
    {
        IReadOnlyList<EngineApi> selected = SelectEngines();
        var answering = new bool[selected.Count];
        await ForEachEngineAsync(async engine =>
        {
            await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
            answering[selected.ToList().FindIndex(other => other.Connection.IsSameEngine(engine.Connection))] = true;
        }).ConfigureAwait(false);
        return [.. selected.Where((_, i) => answering[i])];
    }

    private static ImageReference ReferenceOf(Image image) => image.Target != image.Id && ImageReference.TryParse(image.Target, out ImageReference? reference, out _)
        ? reference
        : throw new InvalidRequestException("NoReference", $"The image {ShortId.Of(image.Id)} has no reference by which it could be pulled.");
}
