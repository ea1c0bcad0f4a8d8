using System.Collections.Concurrent;
using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting.Objects;

/// <summary>Finds a name among objects of several types: the first type that has it, in docker's order. A wildcard stands for those of all types.</summary>
internal sealed class AnyObjectResolver(IReadOnlyList<ObjectType> types, bool size, CancellationToken cancellationToken) : INameResolver<DockerObject>
{
    private readonly (ObjectType Type, IObjectSearch Search)[] _searches = [.. types.Select(type => (type, type.CreateSearch(size, cancellationToken)))];

    // Whoever asks for objects of all types does not mean that there has to be a swarm.
    private readonly bool _mayLackSwarm = types.Any(static type => !type.IsOfSwarm);

    // One that is no manager says so once, not once for every type and name.
    private readonly ConcurrentDictionary<DockerClient, byte> _noManagers = new();

    // An engine that is down is reported once, not once for every type and name.
    private readonly ConcurrentDictionary<DockerClient, byte> _silent = new();

    public async Task<Resolution<DockerObject>> ResolveAsync(IReadOnlyList<EngineApi> engines, string name)
    {
        bool wildcard = WildcardPattern.ContainsWildcardCharacters(name);
        Answer[] answers = await Task.WhenAll(engines.Select(engine => AskAsync(engine, name, wildcard))).ConfigureAwait(false);
        List<DockerObject> found = [.. answers.SelectMany(static answer => answer.Found)];
        List<DockerException> errors = [.. answers.Where(static answer => !answer.IsMissing).SelectMany(static answer => answer.Errors)];
        Answer[] missing = [.. answers.Where(static answer => answer.IsMissing)];
        if (found.Count == 0 && missing.Length > 0)
        {
            errors.Add(types.Count == 1 && missing.Length == 1 ? missing[0].Errors[0] : NotFound(name, [.. missing.Select(static answer => answer.Engine)]));
        }

        return new(found, errors);
    }

    private ResourceNotFoundException NotFound(string name, IReadOnlyList<EngineApi> engines)
    {
        string what = types.Count == ObjectTypes.All.Count ? "object" : string.Join(" or ", types.Select(static type => type.Name));
        return engines.Count == 1
            ? new ResourceNotFoundException(ResourceKind.Engine, $"No such {what}: {name}") { Connection = engines[0].Connection }
            : new ResourceNotFoundException(
                ResourceKind.Engine, $"No such {what}: {name} (asked: {string.Join(", ", engines.Select(static engine => engine.Connection.Name))}).");
    }

    private async Task<Answer> AskAsync(EngineApi engine, string name, bool wildcard)
    {
        List<DockerObject> found = [];
        List<DockerException> errors = [];
        foreach ((ObjectType type, IObjectSearch search) in _searches)
        {
            if (_silent.ContainsKey(engine.Client))
            {
                break;
            }

            if (type.IsOfSwarm && _noManagers.ContainsKey(engine.Client))
            {
                continue;
            }

            try
            {
                Resolution<DockerObject> resolution = await search.FindAsync(engine, name).ConfigureAwait(false);
                found.AddRange(resolution.Found);
                errors.AddRange(resolution.Errors);
            }
            catch (DockerException failure)
            {
                // Between the search and the inspection of what it found.
                failure.Connection = engine.Connection;
                errors.Add(failure);
            }

            if (type.IsOfSwarm && _mayLackSwarm && errors.RemoveAll(IsNoManager) > 0)
            {
                _noManagers.TryAdd(engine.Client, 0);
            }

            if (errors.Exists(static error => error is EngineUnreachableException or EngineTimeoutException))
            {
                _silent.TryAdd(engine.Client, 0);
            }

            if (!wildcard && (found.Count > 0 || errors.Exists(static error => !IsSkippable(error))))
            {
                // What other types said before is no error any more.
                errors.RemoveAll(IsSkippable);
                break;
            }
        }

        return new Answer(engine, found, errors, IsMissing: found.Count == 0 && errors.Count > 0 && errors.TrueForAll(IsSkippable));
    }

    /// <summary>What engines say that are in no swarm, that are workers, or that know no swarms at all.</summary>
    private static bool IsNoManager(DockerException error) => error is SwarmException or NotSupportedByEngineException;

    /// <summary>The answers after which docker goes on to the next type.</summary>
    private static bool IsSkippable(DockerException error) =>
        error is DockerApiException { StatusCode: 404 } or ResourceNotFoundException
        || error.Message.Contains("not supported", StringComparison.Ordinal)
        || error.Message.Contains("invalid reference format", StringComparison.Ordinal);

    private sealed record Answer(EngineApi Engine, List<DockerObject> Found, List<DockerException> Errors, bool IsMissing);
}
