using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Tells which networks nothing is in. The engine's own filter cannot be asked: up to version 28 it takes every network that
/// someone made for unused (docker network ls --filter dangling=true).</summary>
internal static class NetworkUse
{
    private const int InspectionsAtOnce = 16;

    /// <summary>Those of the networks that are unused, or those that are not.</summary>
    public static IAsyncEnumerable<DockerNetworkSummary> Where(
        EngineApi engine, IAsyncEnumerable<DockerNetworkSummary> networks, bool unused, CancellationToken cancellationToken) =>
        OrderedWindow.SelectAsync(
            networks,
            InspectionsAtOnce,
            async network => await IsUnusedAsync(engine, network, cancellationToken).ConfigureAwait(false) == unused ? network : null,
            cancellationToken);

    /// <summary>Null for one that goes meanwhile.</summary>
    private static async Task<bool?> IsUnusedAsync(EngineApi engine, DockerNetworkSummary network, CancellationToken cancellationToken)
    {
        if (IsPredefined(network.Name))
        {
            return false;
        }

        try
        {
            DockerNetworkDetail detail = await engine.Networks.InspectAsync(network.Id, cancellationToken).ConfigureAwait(false);
            return detail.Containers.Count == 0 && detail.Services.Count == 0;
        }
        catch (DockerApiException gone) when (gone.StatusCode == 404)
        {
            return null;
        }
    }

    /// <summary>True for the names of the networks that engines bring along.</summary>
    private static bool IsPredefined(string name) => name is "bridge" or "host" or "none" or "default" or "nat" or "podman";
}
