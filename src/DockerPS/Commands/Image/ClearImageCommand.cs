using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration;
using DockerPS.Hosting;

namespace DockerPS.Commands;

/// <summary>Removes unused images.</summary>
/// <remarks>
/// <para>The engine removes the images without a tag that no container is made from, not even a stopped one; with -All also those with tags.
/// What only they were built upon goes with them. Of an image with several references that a container is made from, -All leaves one.
/// The question names what would go; -WhatIf lists each image with the bytes that it alone has, and removes none.
/// Several engines clear up side by side. The twin of docker image prune (POST /images/prune).</para>
/// <para>The filters are until (what was built before that time: 24h back from now, or a time), label and label! (what has that label,
/// or does not have it). With the containerd image store until counts from when an image came to the engine.</para>
/// </remarks>
/// <example>
/// <title>See first what would go</title>
/// <code>Clear-Image -All -WhatIf</code>
/// <para>Lists the unused images, the bytes of each and their sum, and removes none.</para>
/// </example>
/// <example>
/// <title>Remove what builds left behind</title>
/// <code>Clear-Image -Force</code>
/// <para>Removes images without a tag that no container uses, without a question.</para>
/// </example>
/// <example>
/// <title>Remove what is unused and a month old</title>
/// <code>Clear-Image -All -Until (Get-Date).AddMonths(-1) -Filter @{ 'label!' = 'keep' } -Force</code>
/// <para>Spares images with the label keep.</para>
/// </example>
/// <example>
/// <title>Clear up on many engines</title>
/// <code>Clear-Image -Context prod-* -Force | Measure-Object SpaceReclaimed -Sum</code>
/// <para>Each engine answers with one object; the sum is the bytes that were freed on all of them.</para>
/// </example>
/// <seealso cref="RemoveImageCommand"/>
/// <seealso cref="ClearDockerBuildCacheCommand"/>
[Cmdlet(VerbsCommon.Clear, "Image", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Alias("Prune-Image")]
[OutputType(typeof(PruneResult))]
public sealed class ClearImageCommand : AgePruneCmdlet
{
    private const string Dangling = "dangling";
    private const int InspectionsAtOnce = 16;

    /// <summary>Also removes images that have a tag, where no container is made from them.</summary>
    [Parameter]
    [Alias("a")]
    public SwitchParameter All { get; set; }

    private protected override ResourceKind Kind => ResourceKind.Image;

    private protected override string Victim => All ? "unused image" : "dangling image";

    private protected override IReadOnlyCollection<string> KnownFilters { get; } = ["until", "label", "label!", Dangling];

    private protected override Task AddFiltersAsync(EngineApi engine, PruneFilters filters)
    {
        if (!All)
        {
            return Task.CompletedTask;
        }

        if (Filter?.ContainsKey(Dangling) == true)
        {
            throw new InvalidRequestException("BadParameter", "-All and the filter 'dangling' cannot be given together.");
        }

        // As the CLI has it: the flag counts, whatever is configured.
        filters.Remove(Dangling);
        filters.Add(Dangling, "false");
        return Task.CompletedTask;
    }

    private protected override async IAsyncEnumerable<PruneVictim> FindVictimsAsync(EngineApi engine, PruneFilters filters)
    {
        ImageFate fate = await ForetellAsync(engine, filters).ConfigureAwait(false);
        if (fate.Deleted.Count == 0 && fate.Untagged.Count == 0)
        {
            yield break;
        }

        Dictionary<string, StoredImage> all = fate.All.ToDictionary(static image => image.Id, StringComparer.Ordinal);
        Dictionary<string, long> sizes = fate.Deleted.All(image => all.ContainsKey(image.ParentId)) ? [] : await SizesAsync(engine).ConfigureAwait(false);
        foreach (StoredImage image in fate.Deleted)
        {
            // With what it was built upon it shares all of that: the engine counts the layers of its steps as shared with those, even where they go together.
            long? size = all.TryGetValue(image.ParentId, out StoredImage? parent) ? Math.Max(image.Size - parent.Size, 0)
                : sizes.TryGetValue(image.Id, out long own) ? own
                : null;
            yield return new PruneVictim(image.Id, image.Name, size);
        }

        foreach ((StoredImage image, string reference) in fate.Untagged)
        {
            yield return new PruneVictim(image.Id, ImageReference.Shorten(reference), null, OnlyUntagged: true);
        }
    }

    private protected override async Task<PruneResult> PruneAsync(EngineApi engine, PruneFilters filters, CancellationToken cancellationToken)
    {
        // The answer has images and their layers in one list. The containerd store names an image without a tag by its id among the references,
        // and does not name one whose content others still need.
        StoredImage[] before = await ListAsync(engine, cancellationToken).ConfigureAwait(false);
        PruneResult result = await engine.Images.PruneAsync(filters.ToQuery(), cancellationToken).ConfigureAwait(false);
        string[] deleted = [.. result.Deleted.Select(StoredImage.FullId)];
        HashSet<string> named = [.. deleted, .. result.Untagged];
        HashSet<string> after = named.Count == 0 ? [] : [.. (await ListAsync(engine, cancellationToken).ConfigureAwait(false)).Select(static image => image.Id)];
        HashSet<string> gone =
        [
            .. before.Where(image => !after.Contains(image.Id) && (named.Contains(image.Id) || image.References.Any(reference => named.Contains(ImageReference.Shorten(reference)))))
                .Select(static image => image.Id),
        ];
        return new PruneResult
        {
            Connection = result.Connection,
            Kind = result.Kind,
            Deleted = [.. gone],
            Untagged = [.. result.Untagged.Where(reference => !gone.Contains(reference))],
            Content = [.. deleted.Where(digest => !gone.Contains(digest))],
            SpaceReclaimed = result.SpaceReclaimed,
        };
    }

    private static async Task<StoredImage[]> ListAsync(EngineApi engine, CancellationToken cancellationToken) =>
        [.. (await engine.Images.ListStoredAsync(all: true, withSharedSize: false, cancellationToken).ConfigureAwait(false)).Select(StoredImage.Of)];

    private async Task<ImageFate> ForetellAsync(EngineApi engine, PruneFilters filters)
    {
        IReadOnlyList<string> dangling = filters.ValuesOf(Dangling);
        bool danglingOnly = dangling.Count == 0 || BuildCacheFilter.FlagOf(Dangling, dangling);
        Task<EngineInfo> asking = engine.System.GetInfoAsync(StopToken);
        List<ContainerSummary> containers = [];
        await foreach (ContainerSummary container in engine.Containers.ListAsync(new Filters(), null, false, StopToken).ConfigureAwait(false))
        {
            containers.Add(container);
        }

        StoredImage[] images = await ListAsync(engine, StopToken).ConfigureAwait(false);
        EngineInfo info = await asking.ConfigureAwait(false);
        IEnumerable<string> used = containers.Select(static container => StoredImage.FullId(container.ImageId));
        if ((await engine.Client.IdentifyAsync(StopToken).ConfigureAwait(false)).IsPodman)
        {
            return PodmanImageStore.Prune(images, used, danglingOnly, filters);
        }

        if (!info.HasContainerdStore)
        {
            return new LayerImageStore(images, used).Prune(danglingOnly, filters);
        }

        Dictionary<string, DateTime> stored = filters.Limit is null ? [] : await StoredAtAsync(engine, images).ConfigureAwait(false);
        return new ContainerdImageStore(images, await NamesOfAsync(engine, containers).ConfigureAwait(false)).Prune(danglingOnly, filters, stored);
    }

    /// <summary>Of each container, its image and how its user named it. The list has the id instead where the name stands for something else by now.</summary>
    private async Task<List<(string Id, string Name)>> NamesOfAsync(EngineApi engine, List<ContainerSummary> containers)
    {
        List<(string, string)> names = [];
        foreach (ContainerSummary container in containers)
        {
            string name = container.Image;
            if (container.ImageId.StartsWith(name, StringComparison.Ordinal))
            {
                name = (await engine.Containers.InspectAsync(container.Id, size: false, StopToken).ConfigureAwait(false)).Configuration.Image;
            }

            names.Add((container.ImageId, name));
        }

        return names;
    }

    /// <summary>When each image came into the store, or was tagged last there: the engine tells no more.</summary>
    private async Task<Dictionary<string, DateTime>> StoredAtAsync(EngineApi engine, StoredImage[] images)
    {
        var times = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        await foreach (ImageDetail image in OrderedWindow.SelectAsync(
            images.Select(static image => image.Id), InspectionsAtOnce, id => engine.Images.InspectAsync(id, null, StopToken)).ConfigureAwait(false))
        {
            times[image.Id] = image.LastTagged ?? image.Created ?? DateTime.MinValue;
        }

        return times;
    }

    private async Task<Dictionary<string, long>> SizesAsync(EngineApi engine)
    {
        try
        {
            return await engine.Images.MeasureAsync(StopToken).ConfigureAwait(false);
        }
        catch (DockerApiException error)
        {
            // Engines before 23 count for one client at a time, and refuse the others.
            await VerboseAsync($"The sizes of the images on '{engine.Connection.Name}' are not known: {error.Message}").ConfigureAwait(false);
            return [];
        }
    }
}
