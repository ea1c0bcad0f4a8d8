using System.Collections.Concurrent;
using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting;

/// <summary>Finds things by name on several engines at once: literally in the engine's own order (names, full id, unique id prefix),
/// or by wildcards on our side. One resolver serves a whole pipeline.</summary>
internal abstract class ObjectResolver<T>(ResourceKind kind) : INameResolver<T>
{
    // An engine that is down is reported once, not once for every name.
    private readonly ConcurrentDictionary<DockerClient, byte> _silent = new();

    public async Task<Resolution<T>> ResolveAsync(IReadOnlyList<EngineApi> engines, string name)
    {
        if (name.StartsWith('-'))
        {
            return new([], [new InvalidRequestException("BadName", $"'{name}' is not the name of {Article} {Noun}: names do not begin with '-'.")
            {
                Advice = "If it was meant as a parameter, check its spelling.",
            }]);
        }

        bool wildcard = WildcardPattern.ContainsWildcardCharacters(name);
        (List<T> Found, DockerException? Error)[] answers = await Task.WhenAll(
            engines.Select(engine => AskAsync(engine, name, wildcard))).ConfigureAwait(false);

        List<T> found = [.. answers.SelectMany(static answer => answer.Found)];
        List<DockerException> errors = [.. answers.Select(static answer => answer.Error).OfType<DockerException>()];
        List<DockerException> missing = errors.FindAll(IsMissing);
        errors.RemoveAll(IsMissing);
        if (found.Count == 0 && missing.Count > 0)
        {
            errors.Add(missing.Count == 1
                ? missing[0]
                : new ResourceNotFoundException(
                    kind, $"No such {Noun}: {name} (asked: {string.Join(", ", missing.Select(static error => error.Engine))})."));
        }

        return new(found, errors);
    }

    /// <summary>What a literal name stands for on an engine: mostly one.</summary>
    /// <exception cref="DockerException">The engine refused: not found (404), not unique, or it did not answer.</exception>
    private protected abstract Task<List<T>> FindAsync(EngineApi engine, string name);

    /// <summary>Those on an engine whose names match.</summary>
    private protected abstract Task<List<T>> MatchAsync(EngineApi engine, WildcardPattern pattern);

    /// <summary>Those on an engine whose id begins so, as messages show them: name (short id).</summary>
    private protected abstract Task<IReadOnlyCollection<string>> CandidatesAsync(EngineApi engine, string prefix);

    private string Noun { get; } = kind.ToString().ToLowerInvariant();

    private string Article => "aeiou".Contains(Noun[0]) ? "an" : "a";

    private static bool IsMissing(DockerException error) => error is DockerApiException { StatusCode: 404 };

    private static bool IsIdPrefix(string name) => name.All(char.IsAsciiHexDigit);

    private async Task<(List<T> Found, DockerException? Error)> AskAsync(EngineApi engine, string name, bool wildcard)
    {
        try
        {
            return (wildcard
                ? await MatchAsync(engine, new WildcardPattern(name, WildcardOptions.IgnoreCase)).ConfigureAwait(false)
                : await FindLiteralAsync(engine, name).ConfigureAwait(false), null);
        }
        catch (DockerException error)
        {
            error.Connection = engine.Connection;
            bool down = error is EngineUnreachableException or EngineTimeoutException;
            return ([], down && !_silent.TryAdd(engine.Client, 0) ? null : error);
        }
    }

    private async Task<List<T>> FindLiteralAsync(EngineApi engine, string name)
    {
        try
        {
            return await FindAsync(engine, name).ConfigureAwait(false);
        }
        catch (DockerApiException) when (IsIdPrefix(name))
        {
            // The engine says only that a prefix is not unique, or for an image nothing at all; the user wants to know between what.
            IReadOnlyCollection<string> candidates = await CandidatesAsync(engine, name).ConfigureAwait(false);
            if (candidates.Count < 2)
            {
                throw;
            }

            throw new InvalidRequestException("AmbiguousName", $"'{name}' begins the id of {candidates.Count} {Noun}s: {string.Join(", ", candidates)}.")
            {
                Advice = "Give the name or more of the id.",
            };
        }
    }
}
