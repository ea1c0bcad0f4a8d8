using System.Collections;
using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets images.</summary>
/// <remarks>
/// <para>Returns one object for each reference, as docker images has one line for each, so that a reference piped into Remove-Image is
/// untagged; an image without any is returned once. The twin of docker images (GET /images/json); with -Detailed of docker image inspect
/// (GET /images/{name}/json).</para>
/// <para>Every image knows its engine: piped into another cmdlet it goes back there.</para>
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
[Cmdlet(VerbsCommon.Get, "Image", DefaultParameterSetName = NameSet)]
[OutputType(typeof(ImageSummary), typeof(ImageDetail))]
public sealed class GetImageCommand : ImageTargetCmdlet
{
    private const int InspectionsAtOnce = 16;

    /// <summary>The images, by reference, full id or unique id prefix; a repository without a tag stands for all its tags.
    /// Wildcards match references, with or without their tag. All by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Image))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public override string[]? Name { get; set; }

    /// <summary>Also lists intermediate images, which builds leave behind as their steps and which have no reference.</summary>
    [Parameter(ParameterSetName = NameSet)]
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

    /// <summary>Other filters of the engine, by name; a value may be a list: @{ reference = 'app:1.*', 'web' }. Docker's form is taken too: reference=web.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Alias("f")]
    [FilterTransformation]
    public Hashtable? Filter { get; set; }

    /// <summary>Inspects each image and returns all that the engine tells.</summary>
    [Parameter]
    [Alias("Inspect")]
    public SwitchParameter Detailed { get; set; }

    private protected override bool AsList => true;

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
        && Label is null && Dangling is null && Before is null && Since is null && Filter is null;

    private async Task WriteOneAsync(ResolvedImage image)
    {
        if (Detailed)
        {
            await WriteAsync(await image.Engine.Images.InspectAsync(image.Name, image.Reference, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
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

    private Task ListAsync(EngineApi engine)
    {
        IAsyncEnumerable<ImageSummary> images = engine.Images.ListAsync(BuildFilters(), All, StopToken);
        if (Name is not null)
        {
            images = MatchAsync(engine, images, Name);
        }

        return Detailed
            ? WriteAllAsync(OrderedWindow.SelectAsync(images, InspectionsAtOnce, image => InspectOrGoneAsync(engine, image), StopToken))
            : WriteAllAsync(images);
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
            return await engine.Images.InspectAsync(image.Target, image.Reference, StopToken).ConfigureAwait(false);
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return null;
        }
    }
}
