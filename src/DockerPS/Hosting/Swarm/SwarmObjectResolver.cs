using System.Management.Automation;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Finds a swarm's objects of one kind: literally in the engine's own order (full id, name, unique id prefix), or by wildcards on the names.</summary>
/// <param name="kind">The kind of object.</param>
/// <param name="objects">Those on an engine.</param>
/// <param name="cancellationToken">Cancels the calls.</param>
internal sealed class SwarmObjectResolver<T>(ResourceKind kind, Func<EngineApi, ISwarmObjects<T>> objects, CancellationToken cancellationToken)
    : ObjectResolver<ResolvedSwarmObject<T>>(kind)
    where T : DockerSwarmObject
{
    private readonly ResourceKind _kind = kind;

    private protected override async Task<List<ResolvedSwarmObject<T>>> FindAsync(EngineApi engine, string name)
    {
        try
        {
            return [new ResolvedSwarmObject<T>(engine, await objects(engine).FindAsync(name, cancellationToken).ConfigureAwait(false), name)];
        }
        catch (DockerApiException error) when (error.Message.Contains("is ambiguous", StringComparison.Ordinal))
        {
            // The engine says only how many there are.
            throw await AmbiguousAsync(engine, name).ConfigureAwait(false);
        }
    }

    private protected override async Task<List<ResolvedSwarmObject<T>>> MatchAsync(EngineApi engine, WildcardPattern pattern)
    {
        List<ResolvedSwarmObject<T>> found = [];
        await foreach (T item in objects(engine).ListAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            if (pattern.IsMatch(item.Name))
            {
                found.Add(new ResolvedSwarmObject<T>(engine, item, item.Name));
            }
        }

        return found;
    }

    /// <summary>None: that a prefix is not unique the engine says itself, and one of letters and digits may be any name.</summary>
    private protected override Task<IReadOnlyCollection<string>> CandidatesAsync(EngineApi engine, string prefix) =>
        Task.FromResult<IReadOnlyCollection<string>>([]);

    private async Task<InvalidRequestException> AmbiguousAsync(EngineApi engine, string name)
    {
        List<string> named = [];
        List<string> begun = [];
        await foreach (T item in objects(engine).ListAsync(new Filters(), cancellationToken).ConfigureAwait(false))
        {
            if (item.Name == name)
            {
                named.Add(SwarmObjectLabel.Of(item));
            }
            else if (item.Id.StartsWith(name, StringComparison.Ordinal))
            {
                begun.Add(SwarmObjectLabel.Of(item));
            }
        }

        string noun = _kind.ToString().ToLowerInvariant();
        return named.Count > 0
            ? new InvalidRequestException("AmbiguousName", $"'{name}' is the name of {named.Count} {noun}s: {string.Join(", ", named)}.") { Advice = "Give the id." }
            : new InvalidRequestException("AmbiguousName", $"'{name}' begins the id of {begun.Count} {noun}s: {string.Join(", ", begun)}.") { Advice = "Give the name or more of the id." };
    }
}
