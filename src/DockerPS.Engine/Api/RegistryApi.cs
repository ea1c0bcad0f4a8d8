using DockerPS.Engine.Api.Wire;
using DockerPS.Engine.Configuration;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>What one engine asks registries for: /images/search and /distribution.</summary>
internal sealed class RegistryApi(EngineApi engine)
{
    /// <summary>GET /images/search.</summary>
    /// <param name="term">What is looked for; before a slash, the registry whose index is asked.</param>
    /// <param name="limit">How many at the most; null is the engine's default, 25.</param>
    /// <param name="filters">The engine's filters.</param>
    /// <param name="auth">The value of X-Registry-Auth; null where there are no credentials.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<IReadOnlyList<ImageSearchResult>> SearchAsync(
        string term, int? limit, Filters filters, string? auth, CancellationToken cancellationToken)
    {
        string registry = RegistryOf(term);
        List<ImageSearchItem> items = await engine.Client.SendJsonAsync(
            new DockerRequest(
                HttpMethod.Get,
                "/images/search",
                new QueryString().Add("term", term).Add("limit", limit).Add("filters", filters.ToQueryValue()))
            {
                Resource = ResourceKind.Image,
                ResourceName = term,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
                Headers = Auth(auth),
            },
            EngineJson.Of<List<ImageSearchItem>>(),
            cancellationToken).ConfigureAwait(false);
        return items.ConvertAll(item => item.ToModel(engine.Connection, registry));
    }

    /// <summary>GET /distribution/{name}/json: what the registry has under a reference.</summary>
    public async Task<RegistryManifest> InspectAsync(ImageReference image, string? auth, CancellationToken cancellationToken)
    {
        string name = image.Digest is null ? image.Familiar : $"{image.FamiliarName}@{image.Digest}";
        DistributionInspection inspection = await engine.Client.SendJsonAsync(
            new DockerRequest(HttpMethod.Get, "/distribution/" + DockerRequest.Escape(name) + "/json")
            {
                Resource = ResourceKind.Manifest,
                ResourceName = image.Familiar,
                ResponseTimeout = Timeout.InfiniteTimeSpan,
                Headers = Auth(auth),
            },
            EngineJson.Of<DistributionInspection>(),
            cancellationToken).ConfigureAwait(false);
        return inspection.ToModel(engine.Connection, image);
    }

    /// <summary>The registry that a term of a search names, by docker's rule; docker.io where it names none.</summary>
    public static string RegistryOf(string term)
    {
        int slash = term.IndexOf('/', StringComparison.Ordinal);
        string first = slash < 0 ? "" : term[..slash];
        return first == "localhost" || first.AsSpan().IndexOfAny('.', ':') >= 0 ? first : ImageReference.DefaultRegistry;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Auth(string? auth) => auth is null ? [] : [new(ImageApi.RegistryAuthHeader, auth)];
}
