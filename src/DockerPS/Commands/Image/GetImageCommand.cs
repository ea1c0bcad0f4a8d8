using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets images.</summary>
/// <remarks>
/// <para>Returns one object for each reference, as docker images has one line for each, so that a reference piped into Remove-Image is
/// untagged; an image without any is returned once. The twin of docker images (GET /images/json); with -Detailed of docker image inspect
/// (GET /images/{name}/json).</para>
/// <para>Every image knows its engine: piped into another cmdlet it goes back there.</para>
/// <para>The containerd image store has an image for several platforms: -Manifest tells of each what there is, as docker image ls --tree does,
/// and -Platform inspects one of them.</para>
/// </remarks>
/// <example>
/// <title>List all images</title>
/// <code>Get-Image</code>
/// <para>Lists the images of the default engine, one line for each reference.</para>
/// </example>
/// <example>
/// <title>Find by name</title>
/// <code>Get-Image nginx, registry.example/team/*:1.*</code>
/// <para>Lists all tags of nginx, and the tags of the team's images that begin with 1.</para>
/// </example>
/// <example>
/// <title>Clean up</title>
/// <code>Get-Image app:* | Where-Object Created -lt (Get-Date).AddDays(-30) | Remove-Image</code>
/// <para>Takes away the references of app that are older than thirty days; an image goes with its last reference.</para>
/// </example>
/// <example>
/// <title>Read all details</title>
/// <code>(Get-Image nginx:1.27 -Detailed).Configuration.Environment</code>
/// <para>Inspects the image and shows the environment that its containers begin with.</para>
/// </example>
/// <example>
/// <title>See what an image is built upon, and what is built upon it</title>
/// <code>Get-Image web:1.2 -Parent
/// Get-Image alpine -Child | Push-Image</code>
/// <para>Lists the images that web is built upon, the nearest first; and pushes all that is built upon alpine.</para>
/// </example>
/// <example>
/// <title>See which platforms an image is there for</title>
/// <code>Get-Image alpine -Manifest | Select-Object -ExpandProperty Manifests</code>
/// <para>Lists the manifests of the image with their platforms, sizes, and whether the engine has all that containers need of them.</para>
/// </example>
/// <example>
/// <title>Find old images that no container uses</title>
/// <code>Get-Image -Until 720h -Dangling $false | Where-Object Id -notin (Get-Container).ImageId</code>
/// <para>Lists what was built more than thirty days ago, without images that a container was made from.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "Image", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ImageSummary), typeof(ImageDetail))]
public sealed class GetImageCommand : ImageTargetCmdlet
{
    private const int InspectionsAtOnce = 16;

    private readonly Dictionary<string, Task<ImageFamily>> _families = new(StringComparer.Ordinal);
    private readonly HashSet<(string Engine, string Id, string? Reference)> _relatives = [];
    private string? _platform;

    /// <summary>The images, by reference, full id or unique id prefix; a repository without a tag stands for all its tags.
    /// Wildcards match references, with or without their tag. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Image))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Also lists intermediate images, which builds leave behind as their steps and which have no reference.</summary>
    [Parameter]
    [Alias("a")]
    public SwitchParameter All { get; set; }

    /// <summary>Only images with all these labels: "name", "name=value", or a hashtable.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public object[]? Label { get; set; }

    /// <summary>$true: only images without any tag that no other image is built upon. $false: all others.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public bool? Dangling { get; set; }

    /// <summary>Only images made before this one: a reference or an id.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string? Before { get; set; }

    /// <summary>Only images made after this one: a reference or an id.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string? Since { get; set; }

    /// <summary>Only images built before this time: a time, or a duration back from now such as 24h.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [TimeTransformation]
    public DateTime? Until { get; set; }

    /// <summary>Other filters of the engine, by name; a value may be a list: @{ reference = 'app:1.*', 'web' }. Docker's form is taken too: reference=web.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Inspects each image and returns all that the engine tells.</summary>
    [Parameter]
    [Alias("Inspect")]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Inspects this platform of images that are made for several: os[/architecture[/variant]], such as linux/arm64.
    /// It implies -Detailed, and needs Engine API 1.49.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string? Platform { get; set; }

    /// <summary>Also tells what there is of each image for each platform, in the property Manifests. Needs Engine API 1.47,
    /// with -Detailed 1.48, and the containerd image store; the list is empty where an engine has none.</summary>
    [Parameter]
    [Alias("Tree")]
    public SwitchParameter Manifest { get; set; }

    /// <summary>Also counts the bytes that each image shares with others, in the property SharedSize, which takes the engine a while.
    /// Needs Engine API 1.42.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter SharedSize { get; set; }

    /// <summary>Returns what the images are built upon instead of themselves, the nearest first: every image that the engine has and knows to be
    /// a parent, or whose layers all are the lowest of the image. Steps of builds only with -All.</summary>
    [Parameter]
    [Alias("Ancestor")]
    public SwitchParameter Parent { get; set; }

    /// <summary>Returns what is built upon the images instead of themselves, the nearest first, as with -Parent.</summary>
    [Parameter]
    [Alias("Descendant")]
    public SwitchParameter Child { get; set; }

    private protected override bool AsList => true;

    private bool IsInspected => Detailed || _platform is not null;

    private protected override void OnBegin()
    {
        base.OnBegin();
        _platform = Platform is null ? null : PlatformSpec.ToJson(Platform);
        if (Parent && Child)
        {
            throw new InvalidRequestException("BadParameter", "Only one of -Parent and -Child may be given.");
        }

        if (Manifest && Platform is not null)
        {
            throw new InvalidRequestException("BadParameter", "-Platform inspects one platform, -Manifest tells of all: only one of them may be given.");
        }
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync()
    {
        if (ParameterSetName == NameSet && !IsPlainName())
        {
            await ForEachEngineAsync(ListAsync).ConfigureAwait(false);
            return;
        }

        // Objects, ids and names without filters: the engine finds each by itself.
        await foreach (ResolvedImage image in ResolveAsync().ConfigureAwait(false))
        {
            await GuardAsync(image.Engine.Connection, image.Target, () => WriteOneAsync(image)).ConfigureAwait(false);
        }
    }

    /// <summary>True where only literal names were given.</summary>
    private bool IsPlainName() =>
        Name is not null
        && !Name.Any(WildcardPattern.ContainsWildcardCharacters)
        && Label is null && Dangling is null && Before is null && Since is null && Until is null && Filter is null && !SharedSize;

    private async Task WriteOneAsync(ResolvedImage image)
    {
        await RequireAsync(image.Engine).ConfigureAwait(false);
        if (Parent || Child)
        {
            await WriteManyAsync(await RelativesAsync(image.Engine, image.Id).ConfigureAwait(false)).ConfigureAwait(false);
        }
        else if (IsInspected)
        {
            await WriteAsync(await InspectAsync(image.Engine, image.Name, image.Reference).ConfigureAwait(false)).ConfigureAwait(false);
        }
        else if (Manifest)
        {
            // The inspection tells of manifests only from API 1.48, and not of the containers that use them.
            List<ImageSummary> listed = [];
            await foreach (ImageSummary found in ListAsync(image.Engine, new Filters()).ConfigureAwait(false))
            {
                if (found.Id == image.Id && (image.Reference is null || found.Reference == image.Reference))
                {
                    listed.Add(found);
                }
            }

            await WriteManyAsync(listed).ConfigureAwait(false);
        }
        else if (ParameterSetName == InputObjectSet)
        {
            // As it is now; what was piped in is what it was.
            List<ImageSummary> references = await image.Engine.Images.FindAsync(image.Name, StopToken).ConfigureAwait(false);
            await WriteManyAsync(image.Reference is null ? references : references.FindAll(found => found.Reference == image.Reference)).ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(image.Image).ConfigureAwait(false);
        }
    }

    private async Task ListAsync(EngineApi engine)
    {
        await RequireAsync(engine).ConfigureAwait(false);
        IAsyncEnumerable<ImageSummary> images = ListAsync(engine, BuildFilters());
        if (Until is { } until)
        {
            // The engine has this filter only from version 25 on.
            images = BuiltBefore(images, until);
        }

        if (Name is not null)
        {
            images = MatchAsync(engine, images, Name);
        }

        if (Parent || Child)
        {
            await foreach (ImageSummary image in images.ConfigureAwait(false))
            {
                await WriteManyAsync(await RelativesAsync(engine, image.Id).ConfigureAwait(false)).ConfigureAwait(false);
            }

            return;
        }

        await (IsInspected
            ? WriteAllAsync(OrderedWindow.SelectAsync(images, InspectionsAtOnce, image => InspectOrGoneAsync(engine, image), StopToken))
            : WriteAllAsync(images)).ConfigureAwait(false);
    }

    private IAsyncEnumerable<ImageSummary> ListAsync(EngineApi engine, Filters filters) =>
        engine.Images.ListAsync(filters, All, SharedSize, Manifest && !IsInspected, StopToken);

    private Task<ImageDetail> InspectAsync(EngineApi engine, string name, string? reference) =>
        engine.Images.InspectAsync(name, reference, StopToken, platform: _platform, withManifests: Manifest);

    /// <summary>Refuses what the engine is too old for.</summary>
    private async Task RequireAsync(EngineApi engine)
    {
        if (_platform is not null)
        {
            await engine.RequireAsync(new ApiVersion(1, 49), "-Platform", StopToken).ConfigureAwait(false);
        }

        if (Manifest)
        {
            await engine.RequireAsync(new ApiVersion(1, IsInspected ? 48 : 47), IsInspected ? "-Manifest with -Detailed" : "-Manifest", StopToken).ConfigureAwait(false);
        }

        if (SharedSize)
        {
            await engine.RequireAsync(new ApiVersion(1, 42), "-SharedSize", StopToken).ConfigureAwait(false);
        }
    }

    /// <summary>The parents or children of an image, without those that were written for another already.</summary>
    private async Task<IReadOnlyList<object>> RelativesAsync(EngineApi engine, string id)
    {
        Task<ImageFamily> reading;
        lock (_families)
        {
            if (!_families.TryGetValue(engine.Connection.Endpoint, out reading!))
            {
                _families.Add(engine.Connection.Endpoint, reading = ImageFamily.ReadAsync(engine, withLayers: true, StopToken));
            }
        }

        ImageFamily family = await reading.ConfigureAwait(false);
        List<ImageSummary> relatives = [.. Parent ? family.ParentsOf(id, All) : family.ChildrenOf(id, All)];
        lock (_relatives)
        {
            relatives.RemoveAll(image => !_relatives.Add((engine.Connection.Endpoint, image.Id, image.Reference)));
        }

        if (!IsInspected)
        {
            return relatives;
        }

        List<ImageDetail> details = [];
        foreach (ImageSummary image in relatives)
        {
            if (await InspectOrGoneAsync(engine, image).ConfigureAwait(false) is { } detail)
            {
                details.Add(detail);
            }
        }

        return details;
    }

    private static async IAsyncEnumerable<ImageSummary> BuiltBefore(IAsyncEnumerable<ImageSummary> images, DateTime time)
    {
        await foreach (ImageSummary image in images.ConfigureAwait(false))
        {
            if (image.Created is { } created && created < time)
            {
                yield return image;
            }
        }
    }

    private Filters BuildFilters()
    {
        var filters = new Filters()
            .Add("dangling", Dangling is { } dangling ? [ValueText.Of(dangling)] : [])
            .Add("before", Before is null ? [] : [Before])
            .Add("since", Since is null ? [] : [Since]);
        FilterTable.AddLabels(filters, Label);
        FilterTable.AddTo(filters, Filter);
        return filters;
    }

    /// <summary>Wildcards and literals among those that fit the filters. A literal that none of them fits is an error.</summary>
    private async IAsyncEnumerable<ImageSummary> MatchAsync(EngineApi engine, IAsyncEnumerable<ImageSummary> images, string[] names)
    {
        WildcardPattern[] patterns = [.. names.Where(WildcardPattern.ContainsWildcardCharacters)
            .Select(static name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];
        string[] literals = [.. names.Where(static name => !WildcardPattern.ContainsWildcardCharacters(name)).Distinct(StringComparer.Ordinal)];
        var missing = literals.ToHashSet(StringComparer.Ordinal);
        await foreach (ImageSummary image in images.ConfigureAwait(false))
        {
            string? literal = Array.Find(literals, name => StandsFor(name, image));
            if (literal is not null)
            {
                missing.Remove(literal);
            }

            if (literal is not null || patterns.Any(pattern => ImageResolver.IsMatch(pattern, image)))
            {
                yield return image;
            }
        }

        foreach (string name in missing)
        {
            await WriteErrorAsync(
                new ResourceNotFoundException(ResourceKind.Image, $"There is no image '{name}' on '{engine.Connection.Name}' that fits.") { Connection = engine.Connection },
                name).ConfigureAwait(false);
        }
    }

    private static bool StandsFor(string name, ImageSummary image) =>
        (ImageReference.TryParse(name, out ImageReference? wanted, out _)
            && image.Repository == wanted.FamiliarName
            && (wanted.Tag is null || wanted.Tag == image.Tag)
            && (wanted.Digest is null || wanted.Digest == image.Digest))
        || ImageResolver.IsIdOf(name, image);

    /// <summary>One that goes while the list is read is left out, as it is gone.</summary>
    private async Task<ImageDetail?> InspectOrGoneAsync(EngineApi engine, ImageSummary image)
    {
        try
        {
            return await InspectAsync(engine, image.Target, image.Reference).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return null;
        }
    }
}
