using System.Collections.Concurrent;
using System.Management.Automation;
using DockerPS.Engine.Api;
using DockerPS.Engine.Http;

namespace DockerPS.Hosting;

/// <summary>Finds containers by name: literally in the engine's own order (full id, name, unique id prefix), or by wildcards on the names.</summary>
internal sealed class ContainerResolver(CancellationToken cancellationToken)
{
    // An engine that is down is reported once, not once for every name.
    private readonly ConcurrentDictionary<DockerClient, byte> _silent = new();

    public async Task<ContainerResolution> ResolveAsync(IReadOnlyList<EngineApi> engines, string name)
    {
        if (name.StartsWith('-'))
        {
            return new([], [new InvalidRequestException("BadName", $"'{name}' is not the name of a container: names do not begin with '-'.")
            {
                Advice = "If it was meant as a parameter, check its spelling.",
            }]);
        }

        bool wildcard = WildcardPattern.ContainsWildcardCharacters(name);
        (List<ResolvedContainer> Found, DockerException? Error)[] answers = await Task.WhenAll(
            engines.Select(engine => AskAsync(engine, name, wildcard))).ConfigureAwait(false);

        List<ResolvedContainer> found = [.. answers.SelectMany(static answer => answer.Found)];
        List<DockerException> errors = [.. answers.Select(static answer => answer.Error).OfType<DockerException>()];
        List<DockerException> missing = errors.FindAll(IsMissing);
        errors.RemoveAll(IsMissing);
        if (found.Count == 0 && missing.Count > 0)
        {
            errors.Add(missing.Count == 1
                ? missing[0]
                : new ResourceNotFoundException(
                    ResourceKind.Container, $"No such container: {name} (asked: {string.Join(", ", missing.Select(static error => error.Engine))})."));
        }

        return new(found, errors);
    }

    private static bool IsMissing(DockerException error) => error is DockerApiException { StatusCode: 404 };

    private async Task<(List<ResolvedContainer> Found, DockerException? Error)> AskAsync(EngineApi engine, string name, bool wildcard)
    {
        try
        {
            if (wildcard)
            {
                return (await MatchAsync(engine, name).ConfigureAwait(false), null);
            }

            try
            {
                ContainerDetail container = await engine.Containers.InspectAsync(name, size: false, cancellationToken).ConfigureAwait(false);
                return ([ResolvedContainer.Of(engine, container, name)], null);
            }
            catch (DockerApiException refused) when (refused.StatusCode != 404 && IsIdPrefix(name))
            {
                return ([], await AmbiguityAsync(engine, name, refused).ConfigureAwait(false));
            }
        }
        catch (DockerException error)
        {
            error.Connection = engine.Connection;
            bool down = error is EngineUnreachableException or EngineTimeoutException;
            return ([], down && !_silent.TryAdd(engine.Client, 0) ? null : error);
        }
    }

    private async Task<List<ResolvedContainer>> MatchAsync(EngineApi engine, string pattern)
    {
        var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
        List<ResolvedContainer> found = [];
        await foreach (ContainerSummary container in engine.Containers.ListAsync(new Filters(), null, false, cancellationToken).ConfigureAwait(false))
        {
            if (wildcard.IsMatch(container.Name))
            {
                found.Add(ResolvedContainer.Of(engine, container, container.Name));
            }
        }

        return found;
    }

    /// <summary>The engine says only that a prefix is not unique; the user wants to know between what.</summary>
    private async Task<DockerException> AmbiguityAsync(EngineApi engine, string prefix, DockerApiException refused)
    {
        List<string> candidates = [];
        await foreach (ContainerSummary container in engine.Containers.ListAsync(new Filters(), null, false, cancellationToken).ConfigureAwait(false))
        {
            if (container.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                candidates.Add($"{container.Name} ({ShortId.Of(container.Id)})");
            }
        }

        return candidates.Count < 2
            ? refused
            : new InvalidRequestException("AmbiguousName", $"'{prefix}' begins the id of {candidates.Count} containers: {string.Join(", ", candidates)}.")
            {
                Advice = "Give the name or more of the id.",
            };
    }

    private static bool IsIdPrefix(string name) => name.All(char.IsAsciiHexDigit);
}
