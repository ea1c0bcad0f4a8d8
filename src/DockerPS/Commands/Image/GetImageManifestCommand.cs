using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Gets what registries, or the image store of an engine, have of images: digests, sizes and platforms.</summary>
/// <remarks>
/// <para>Without -Local the engine asks the registry, and nothing is pulled: one object for each reference, with its digest, its kind and its
/// platforms. So a script sees whether there is something newer, and for which platforms. The twin of docker manifest inspect and
/// docker buildx imagetools inspect (GET /distribution/{name}/json); the engine tells no digests of the single platforms.</para>
/// <para>With -Local the engine's own image store is read: one object for each platform's manifest that an image has there, with its bytes, and for
/// attestations. That needs API 1.48 (Docker 28) and the containerd image store (GET /images/{name}/json?manifests=1).</para>
/// <para>Credentials are those of -Credential, else those that docker's configuration has for exactly that registry.</para>
/// </remarks>
/// <example>
/// <title>See for which platforms there is an image</title>
/// <code>(Get-ImageManifest nginx:1.27).Platforms</code>
/// <para>Asks the registry, without pulling anything.</para>
/// </example>
/// <example>
/// <title>What has changed in the registry?</title>
/// <code>Get-Image registry.example/* | Where-Object { $_.Digest -ne (Get-ImageManifest $_).Digest } | Receive-Image</code>
/// <para>Pulls what the registry has another digest of than the engine.</para>
/// </example>
/// <example>
/// <title>Pin an image</title>
/// <code>"FROM $(Get-ImageManifest alpine:3.20)"</code>
/// <para>As text the object is the reference by digest: FROM alpine@sha256:...</para>
/// </example>
/// <example>
/// <title>What the image store has for each platform</title>
/// <code>Get-ImageManifest web:1.2 -Local</code>
/// <para>Lists the manifests of the image with their platforms and bytes.</para>
/// </example>
/// <seealso cref="FindImageCommand"/>
/// <seealso cref="ReceiveImageCommand"/>
[Cmdlet(VerbsCommon.Get, "ImageManifest", DefaultParameterSetName = NameSet)]
[OutputType(typeof(RegistryManifest), typeof(ImageManifest))]
public sealed class GetImageManifestCommand : EngineCmdlet
{
    private const string NameSet = "Name";
    private const string InputObjectSet = "InputObject";
    private const string SearchResultSet = "SearchResult";

    private static readonly ApiVersion s_manifests = new(1, 48);

    private RegistryLogin? _login;

    /// <summary>The references, such as nginx:1.27 or registry.example/web@sha256:...; without tag and digest it is latest. With -Local also ids, and wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [NameTransformation(typeof(Image))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Images of Get-Image and other cmdlets, each by its own reference and on the engine that it came from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(Image))]
    public Image[]? InputObject { get; set; }

    /// <summary>What Find-Image has found: the latest of each.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SearchResultSet)]
    [ValidateNotNullOrEmpty]
    [ObjectArrayTransformation(typeof(ImageSearchResult))]
    public ImageSearchResult[]? SearchResult { get; set; }

    /// <summary>Reads the engine's image store instead of the registry.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    [Alias("Store")]
    public SwitchParameter Local { get; set; }

    /// <summary>User and password for the registry. They are sent to one registry only: that of the first image.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>How many registries' answers are waited for at once. 16 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = 16;

    internal override int? WorkLimit => ThrottleLimit;

    /// <inheritdoc/>
    private protected override Task ProcessAsync() => ParameterSetName switch
    {
        _ when Local => ReadStoreAsync(),
        InputObjectSet => AskOfAsync(InputObject!, static image => ReferenceOf(image)),
        SearchResultSet => AskOfAsync(SearchResult!, static found => ImageReference.Parse(found.Reference)),
        _ => ForEachEngineAsync(AskByNameAsync),
    };

    private async Task AskByNameAsync(EngineApi engine)
    {
        // One that does not answer is not an error for each name.
        await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false);
        foreach (string name in Name!)
        {
            await AskAsync(engine, name, () => ImageReference.Parse(name)).ConfigureAwait(false);
        }
    }

    private async Task AskOfAsync<T>(IEnumerable<T> items, Func<T, ImageReference> read)
        where T : DockerObject
    {
        foreach (T item in items)
        {
            EngineApi? engine = null;
            if (await GuardAsync(null, item, () => Task.FromResult(engine = EngineOf(item))).ConfigureAwait(false))
            {
                await AskAsync(engine!, item, () => read(item)).ConfigureAwait(false);
            }
        }
    }

    private async Task AskAsync(EngineApi engine, object target, Func<ImageReference> read)
    {
        ImageReference? image = null;
        if (await GuardAsync(engine.Connection, target, () => Task.FromResult(image = read().WithDefaultTag())).ConfigureAwait(false))
        {
            _login ??= new RegistryLogin(this, Credential);
            await QueueAsync(() => GuardAsync(engine.Connection, target, () => InspectAsync(engine, image!))).ConfigureAwait(false);
        }
    }

    private async Task InspectAsync(EngineApi engine, ImageReference image)
    {
        string? auth = await _login!.HeaderAsync(engine, image).ConfigureAwait(false);
        try
        {
            await WriteAsync(await engine.Registry.InspectAsync(image, auth, StopToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (DockerApiException refused) when (refused.Message.EndsWith("is not supported", StringComparison.Ordinal))
        {
            throw new NotSupportedByEngineException($"'{engine.Connection.Name}' does not ask registries for manifests: podman's Docker API has no such call.");
        }
        catch (DockerApiException refused) when (refused.StatusCode >= 500 || ErrorMapper.IsRegistryRefusal(refused.Message))
        {
            throw RegistryAnswer.ToException(image.RegistryHost, $"'{image.Familiar}' could not be looked up", refused.Message);
        }
        catch (DockerApiException missing) when (missing.StatusCode == 404 && missing.Message.Contains("manifest", StringComparison.Ordinal))
        {
            throw new ResourceNotFoundException(ResourceKind.Manifest, $"The registry {image.RegistryHost} has no '{image.Familiar}': {missing.Message}");
        }
    }

    private async Task ReadStoreAsync()
    {
        IAsyncEnumerable<ResolvedImage> images = ParameterSetName == InputObjectSet
            ? ResolveObjectsAsync(InputObject!, ResolvedImage.Of)
            : ResolveNamesAsync(new ImageResolver(asList: false, StopToken), Name!);
        await foreach (ResolvedImage image in images.ConfigureAwait(false))
        {
            await GuardAsync(image.Engine.Connection, image.Target, () => ReadStoreAsync(image)).ConfigureAwait(false);
        }
    }

    private async Task ReadStoreAsync(ResolvedImage image)
    {
        await image.Engine.RequireAsync(s_manifests, "-Local", StopToken).ConfigureAwait(false);
        IReadOnlyList<ImageManifest> manifests = await image.Engine.Images.ListManifestsAsync(image.Name, image.Reference, StopToken).ConfigureAwait(false);
        if (manifests.Count == 0)
        {
            throw new NotSupportedByEngineException($"The image store of '{image.Engine.Connection.Name}' keeps no manifests of '{image.Name}': only the containerd image store does.")
            {
                Advice = "Without -Local the registry is asked.",
            };
        }

        await WriteManyAsync(manifests).ConfigureAwait(false);
    }

    private static ImageReference ReferenceOf(Image image) => image.Target != image.Id && ImageReference.TryParse(image.Target, out ImageReference? reference, out _)
        ? reference
        : throw new InvalidRequestException("NoReference", $"The image {ShortId.Of(image.Id)} has no reference by which a registry could know it.");
}
