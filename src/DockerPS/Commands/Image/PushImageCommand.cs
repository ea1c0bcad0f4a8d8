using System.Management.Automation;
using DockerPS.Completion;
using DockerPS.Engine;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Requests;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Pushes images to their registries.</summary>
/// <remarks>
/// <para>The registry is the first part of the reference; -As gives the image a reference first. Returns the Reference and Digest of each
/// tag that was pushed. Several are pushed side by side. The twin of docker push (POST /images/{name}/push).</para>
/// <para>Credentials are those of -Credential, else the login of Connect-DockerRegistry or docker login to exactly that registry. When the command is stopped the engine stops pushing.</para>
/// </remarks>
/// <example>
/// <title>Push an image</title>
/// <code>Push-Image registry.example/web:1.2</code>
/// <para>Pushes it with progress, and returns its digest.</para>
/// </example>
/// <example>
/// <title>Build, tag and push</title>
/// <code>New-Image . -Tag web:1.2 | Push-Image -As registry.example/web:1.2</code>
/// <para>Builds the image, gives it the registry's reference, and pushes that.</para>
/// </example>
/// <example>
/// <title>Push many under names of another registry</title>
/// <code>Get-Image app:* | Push-Image -As { "registry.example/$($_.Reference)" }</code>
/// <para>Each tag of app gets a reference in the registry, made of its own, and is pushed there.</para>
/// </example>
[Cmdlet(VerbsCommon.Push, "Image", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(PushedImage))]
public sealed class PushImageCommand : ImageActionCmdlet
{
    private readonly TargetReferences _targets = new();
    private readonly HashSet<(string Engine, string? Repository)> _repositories = [];
    private RegistryLogin? _login;
    private string? _platform;
    private int _running;

    /// <summary>Gives the image this reference first, such as registry.example/web:1.2, and pushes that. With several images a script block
    /// makes the reference of each: { "registry.example/$($_.Reference)" }.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SingleTextTransformation("To push an image under several names: 'a:1', 'b:1' | ForEach-Object { Push-Image web:1 -As $_ }")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string? As { get; set; }

    /// <summary>Pushes all tags of the repositories.</summary>
    [Parameter]
    [Alias("AllTag", "a")]
    public SwitchParameter AllTags { get; set; }

    /// <summary>Pushes only this platform of an image that is made for several: os[/architecture[/variant]], such as linux/arm64.
    /// The index of the image is not pushed then, nor what attests how it was built. Needs Engine API 1.46 and the containerd image store.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlatformCompleter))]
    public string? Platform { get; set; }

    /// <summary>User and password for the registry. They are sent to one registry only: that of the first image.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    private protected override string Action =>
        As is not null ? "Push image as " + As : AllTags ? "Push all tags of the repository" : "Push image";

    private protected override bool AsList => AllTags;

    private protected override Func<ResolvedImage, Task> Act
    {
        get
        {
            string? name = As;
            return image => PushAsync(image, name);
        }
    }

    private protected override void OnBegin()
    {
        base.OnBegin();
        _platform = Platform is null ? null : PlatformSpec.ToJson(Platform);
    }

    private protected override async Task BeginAsync()
    {
        await base.BeginAsync().ConfigureAwait(false);
        if (AllTags && MyInvocation.BoundParameters.ContainsKey(nameof(As)))
        {
            throw new InvalidRequestException("BadParameter", "-As names one reference, -AllTags pushes all of a repository: only one of them may be given.");
        }
    }

    private protected override async IAsyncEnumerable<ResolvedImage> TargetsAsync()
    {
        if (AllTags && Array.Find(Name ?? [], static name => Read(name)?.Tag is not null) is { } tagged)
        {
            throw new InvalidRequestException("BadParameter", $"'{tagged}' names one tag; with -AllTags give the repository alone: {Read(tagged)!.FamiliarName}.");
        }

        await foreach (ResolvedImage image in ResolveAsync().ConfigureAwait(false))
        {
            // Each repository once, however many of its tags came in.
            if (!AllTags || _repositories.Add((image.Engine.Connection.Endpoint, Read(image.Name)?.FamiliarName)))
            {
                yield return image;
            }
        }
    }

    private async Task PushAsync(ResolvedImage image, string? name)
    {
        EngineApi engine = image.Engine;
        if (Platform is not null)
        {
            await engine.RequireAsync(new ApiVersion(1, 46), "-Platform", StopToken).ConfigureAwait(false);
        }

        ImageReference target;
        if (name is not null)
        {
            target = _targets.Take(image, name).ForRegistry();
            await ChangeAsync(token => engine.Images.TagAsync(image.Id, target.FamiliarName, target.Tag!, token)).ConfigureAwait(false);
        }
        else
        {
            target = ImageReference.Parse(image.Reference ?? await OnlyReferenceAsync(image).ConfigureAwait(false)).ForRegistry();
            if (target.Digest is not null)
            {
                throw new InvalidRequestException("NoReference", $"'{target.Familiar}' is a reference by digest, and only tags can be pushed.")
                {
                    Advice = "Give the image a tag with -As.",
                };
            }
        }

        // The layers of one image are worth looking at; of several the whole of each is all that fits.
        bool alone = Interlocked.Increment(ref _running) == 1;
        try
        {
            await TransferAsync(engine, target, alone).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task TransferAsync(EngineApi engine, ImageReference image, bool withLayers)
    {
        string auth = await Login.HeaderAsync(engine, image).ConfigureAwait(false) ?? RegistryAuth.AnonymousHeader;
        TransferReport report = await RegistryTransfer.RunAsync(
            this,
            engine,
            StreamOperation.Push,
            image,
            withLayers,
            () => engine.Images.OpenPushAsync(image.FamiliarName, AllTags ? null : image.Tag, _platform, auth, StopToken)).ConfigureAwait(false);
        foreach (string note in report.Notes)
        {
            await WarnAsync($"{image.Familiar}: {note}").ConfigureAwait(false);
        }

        IEnumerable<TransferredTag> pushed = report.Tags.Count > 0 || AllTags ? report.Tags : [new TransferredTag(image.Tag!, null, null)];
        foreach (TransferredTag tag in pushed)
        {
            await WriteAsync(new PushedImage
            {
                Connection = engine.Connection,
                Reference = $"{image.FamiliarName}:{tag.Tag}",
                Digest = tag.Digest,
                Size = tag.Size,
            }).ConfigureAwait(false);
        }
    }

    private RegistryLogin Login => LazyInitializer.EnsureInitialized(ref _login, () => new RegistryLogin(this, Credential))!;

    /// <summary>The reference of an image that was named by its id.</summary>
    private async Task<string> OnlyReferenceAsync(ResolvedImage image)
    {
        ImageDetail detail = await image.Engine.Images.InspectAsync(image.Id, null, StopToken).ConfigureAwait(false);
        return detail.Tags is [string only]
            ? only
            : throw new InvalidRequestException("NoReference", detail.Tags.Count == 0
                ? $"The image {ShortId.Of(image.Id)} has no tag by which it could be pushed."
                : $"The image {ShortId.Of(image.Id)} has several references: {detail.Tags}.")
            {
                Advice = "Give the reference instead of the id, or a new one with -As.",
            };
    }

    private static ImageReference? Read(string text) => ImageReference.TryParse(text, out ImageReference? reference, out _) ? reference : null;
}
