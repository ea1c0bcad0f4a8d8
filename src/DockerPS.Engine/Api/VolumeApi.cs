using System.Text.Json.Nodes;
using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>/volumes of one engine.</summary>
internal sealed class VolumeApi(EngineApi engine)
{
    /// <summary>GET /volumes.</summary>
    /// <returns>The volumes, and the engine's warnings: of drivers that did not answer, whose volumes are missing.</returns>
    public async Task<(IReadOnlyList<DockerVolumeSummary> Volumes, IReadOnlyList<string> Warnings)> ListAsync(
        Filters filters, CancellationToken cancellationToken)
    {
        VolumeList list = await ReadListAsync(filters, cancellationToken).ConfigureAwait(false);
        return (list.Volumes.ConvertAll(volume => volume.ToSummary(engine.Connection)), list.Warnings);
    }

    /// <summary>GET /volumes/{name} in the shape of the list.</summary>
    public async Task<DockerVolumeSummary> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ReadAsync(name, cancellationToken).ConfigureAwait(false)).ToSummary(engine.Connection);

    /// <summary>GET /volumes/{name}; its size and its users are other calls.</summary>
    public async Task<DockerVolumeDetail> InspectAsync(string name, CancellationToken cancellationToken) =>
        (await ReadAsync(name, cancellationToken).ConfigureAwait(false)).ToDetail(engine.Connection);

    /// <summary>GET /system/df: the local volumes with their sizes, which the engine counts anew, however long that takes.</summary>
    public async Task<IReadOnlyList<DockerVolumeSummary>> MeasureAsync(CancellationToken cancellationToken)
    {
        VolumeDiskUsage usage = await DiskUsageCall.SendAsync<VolumeDiskUsage>(engine, "volume", cancellationToken).ConfigureAwait(false);
        return [.. usage.Volumes.Concat(usage.VolumeUsage.Items).Select(volume => volume.ToSummary(engine.Connection))];
    }

    /// <summary>POST /volumes/create. A volume of that name which is there already is returned as it is.</summary>
    public async Task<DockerVolumeSummary> CreateAsync(JsonObject body, CancellationToken cancellationToken)
    {
        VolumeResource volume = await engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Post, "/volumes/create")
            {
                Content = JsonBody.Of(body),
                // A 404 of this call is the driver's.
                ResourceName = (string?)body["Name"],
                IsCreate = true,
                // A driver may have to set up storage elsewhere.
                ResponseTimeout = Timeout.InfiniteTimeSpan,
            },
            EngineJson.Of<VolumeResource>(),
            cancellationToken).ConfigureAwait(false);
        return volume.ToSummary(engine.Connection);
    }

    /// <summary>DELETE /volumes/{name}.</summary>
    /// <param name="name">The volume.</param>
    /// <param name="force">Also where the driver says that it has no such volume.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    public Task RemoveAsync(string name, bool force, CancellationToken cancellationToken) =>
        engine.Client.SendEmptyAsync(
            new DockerRequest(HttpMethod.Delete, "/volumes/" + DockerRequest.Escape(name), new QueryString().Add("force", force))
            {
                Resource = ResourceKind.Volume,
                ResourceName = name,
                // What is in it may be much to delete.
                ResponseTimeout = Timeout.InfiniteTimeSpan,
            },
            cancellationToken);

    /// <summary>POST /volumes/prune.</summary>
    public Task<PruneResult> PruneAsync(Filters filters, CancellationToken cancellationToken) =>
        PruneCall.SendAsync(engine, "/volumes/prune", ResourceKind.Volume, filters, cancellationToken);

    private async Task<VolumeList> ReadListAsync(Filters filters, CancellationToken cancellationToken)
    {
        Filters[] parts = [.. filters.OneByOne()];
        if (parts.Length < 2 || !(await engine.Client.IdentifyAsync(cancellationToken).ConfigureAwait(false)).IsPodman)
        {
            return await RequestListAsync(filters, cancellationToken).ConfigureAwait(false);
        }

        // podman lists what fits any of several filters: each is asked for by itself, and what all have counts.
        VolumeList[] lists = await Task.WhenAll(parts.Select(part => RequestListAsync(part, cancellationToken))).ConfigureAwait(false);
        return new VolumeList
        {
            Volumes = [.. lists.Select(static list => list.Volumes.AsEnumerable()).Aggregate(static (first, second) => first.IntersectBy(second.Select(static volume => volume.Name), static volume => volume.Name, StringComparer.Ordinal))],
            Warnings = [.. lists.SelectMany(static list => list.Warnings).Distinct()],
        };
    }

    private Task<VolumeList> RequestListAsync(Filters filters, CancellationToken cancellationToken) =>
        engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Get, "/volumes", new QueryString().Add("filters", filters.ToQueryValue())),
            EngineJson.Of<VolumeList>(),
            cancellationToken);

    private Task<VolumeResource> ReadAsync(string name, CancellationToken cancellationToken) =>
        engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Get, "/volumes/" + DockerRequest.Escape(name)) { Resource = ResourceKind.Volume, ResourceName = name },
            EngineJson.Of<VolumeResource>(),
            cancellationToken);
}
