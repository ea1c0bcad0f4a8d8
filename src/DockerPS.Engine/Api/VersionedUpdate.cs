using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerPS.Engine.Http;

namespace DockerPS.Engine.Api;

/// <summary>
/// A change of an object of a swarm (POST x/update?version=). The engine takes a new spec as a whole, and only for the version that it was
/// made of: the object is read afresh, the change is made in its own JSON, so that fields which DockerPS does not know survive, and where
/// somebody else was quicker, both are done again.
/// </summary>
/// <param name="engine">A manager.</param>
/// <param name="kind">The kind of object.</param>
/// <param name="path">The object's path: /services/{id}, /swarm.</param>
/// <param name="name">Its name or id, for error messages.</param>
internal sealed class VersionedUpdate(EngineApi engine, ResourceKind kind, string path, string name)
{
    private const int Attempts = 8;
    private const int LongestPause = 50;

    private readonly SwarmCalls _calls = new(engine);

    /// <summary>What goes into the query beside the version; called once per attempt.</summary>
    public Action<QueryString>? Query { get; init; }

    /// <summary>Further headers of the update, such as a registry's credentials.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Fields of the object that must be as they were when it was first read: where others have changed one of them, the change is not
    /// made. Undoing is relative to them: done again on fresh data it would undo what the others did.</summary>
    public IReadOnlyList<string> Fixed { get; init; } = [];

    /// <summary>Reads the object, changes it and sends its spec.</summary>
    /// <param name="change">Changes the Spec of the object that it is given, in place; it is called once per attempt, each time with fresh data.
    /// False leaves the object as it is, and nothing is sent.</param>
    /// <param name="cancellationToken">Cancels the wait for the answer.</param>
    /// <returns>What the engine answered; null where it answered nothing or nothing was sent.</returns>
    /// <exception cref="SwarmException">Others changed the object each time, or what had to stay.</exception>
    public async Task<JsonObject?> RunAsync(Func<JsonObject, CancellationToken, Task<bool>> change, CancellationToken cancellationToken)
    {
        SwarmException? conflict = null;
        JsonNode?[]? first = null;
        for (int attempt = 1; ; attempt++)
        {
            JsonObject item = await _calls.SendRawAsync(Request(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false);
            ulong version = item["Version"]?["Index"] is JsonValue index && index.TryGetValue(out ulong number)
                ? number
                : throw new InvalidResponseException($"The answer to GET {path} has no Version.Index.");
            JsonNode?[] present = [.. Fixed.Select(field => item[field]?.DeepClone())];
            if (!(first ??= present).Zip(present, JsonNode.DeepEquals).All(static isSame => isSame))
            {
                throw Lost(conflict!, "was changed by somebody else at the same time; this change was not made.");
            }

            if (!await change(item, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            try
            {
                return await SendAsync((JsonObject)item["Spec"]!, version, cancellationToken).ConfigureAwait(false);
            }
            catch (SwarmException error) when (error.ErrorId == SwarmErrors.ConcurrentChange)
            {
                if (attempt == Attempts)
                {
                    throw Lost(error, $"was changed by somebody else each of {Attempts} times that this change was to be made; it was not made.");
                }

                conflict = error;
                // Two who are in step would go on getting in each other's way.
                await Task.Delay(Random.Shared.Next(LongestPause), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc cref="RunAsync(Func{JsonObject, CancellationToken, Task{bool}}, CancellationToken)"/>
    public Task<JsonObject?> RunAsync(Func<JsonObject, bool> change, CancellationToken cancellationToken) =>
        RunAsync((item, _) => Task.FromResult(change(item)), cancellationToken);

    private SwarmException Lost(SwarmException error, string how) =>
        new(error, error.ErrorId, $"The {kind.ToString().ToLowerInvariant()} {how}") { Advice = "See who else changes it, then do it again." };

    private async Task<JsonObject?> SendAsync(JsonObject spec, ulong version, CancellationToken cancellationToken)
    {
        QueryString query = new QueryString().Add("version", version.ToString(CultureInfo.InvariantCulture));
        Query?.Invoke(query);
        DockerRequest request = Request(HttpMethod.Post, path + "/update", query, JsonBody.Of(spec));
        string answer = await _calls.SendTextAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return answer.Length == 0 ? null : JsonNode.Parse(answer) as JsonObject;
        }
        catch (JsonException error)
        {
            throw new InvalidResponseException($"The answer to POST {path}/update is not JSON: {error.Message}", error);
        }
    }

    private DockerRequest Request(HttpMethod method, string where, QueryString? query = null, Func<HttpContent>? content = null) => new(method, where, query)
    {
        Content = content,
        Headers = method == HttpMethod.Post ? Headers : [],
        Resource = kind,
        ResourceName = name,
    };
}
