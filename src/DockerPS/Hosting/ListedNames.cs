using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using DockerPS.Engine.Api;

namespace DockerPS.Hosting;

/// <summary>Names beside the filters of a list: wildcards match names, and literals are the engine's to find, as everywhere.
/// What is there but does not fit the filters is left out; on which engines a literal is cannot be told before all have answered.</summary>
/// <param name="newResolver">Makes a resolver.</param>
/// <param name="idOf">The id of what it finds.</param>
/// <param name="writeError">Writes the error of a name.</param>
internal sealed class ListedNames<T>(Func<ObjectResolver<T>> newResolver, Func<T, string> idOf, Func<DockerException, string, ValueTask> writeError)
{
    private readonly ConcurrentDictionary<string, DockerException> _missing = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True where only literal names were given.</summary>
    public static bool AreLiteral(string[] names) => !Array.Exists(names, WildcardPattern.ContainsWildcardCharacters);

    /// <summary>What tells by id and name whether something on an engine is meant.</summary>
    public async Task<Func<string, string, bool>> MatcherAsync(EngineApi engine, string[] names)
    {
        WildcardPattern[] patterns = [.. names.Where(WildcardPattern.ContainsWildcardCharacters)
            .Select(static name => new WildcardPattern(name, WildcardOptions.IgnoreCase))];
        HashSet<string> ids = await FindAsync(engine, names.Where(static name => !WildcardPattern.ContainsWildcardCharacters(name))).ConfigureAwait(false);
        return (id, name) => ids.Contains(id) || Array.Exists(patterns, pattern => pattern.IsMatch(name));
    }

    /// <summary>A name that no engine knows is one error. Asked once all engines have answered.</summary>
    public async Task ReportMissingAsync()
    {
        foreach ((string name, DockerException error) in _missing)
        {
            if (!_found.ContainsKey(name))
            {
                await writeError(error, name).ConfigureAwait(false);
            }
        }

        _missing.Clear();
        _found.Clear();
    }

    private async Task<HashSet<string>> FindAsync(EngineApi engine, IEnumerable<string> names)
    {
        ObjectResolver<T> resolver = newResolver();
        HashSet<string> ids = [];
        foreach (string name in names)
        {
            Resolution<T> resolution = await resolver.ResolveAsync([engine], name).ConfigureAwait(false);
            foreach (T found in resolution.Found)
            {
                ids.Add(idOf(found));
                _found.TryAdd(name, 0);
            }

            foreach (DockerException error in resolution.Errors)
            {
                switch (error)
                {
                    case EngineUnreachableException or EngineTimeoutException:
                        ExceptionDispatchInfo.Throw(error);
                        break;
                    case DockerApiException { StatusCode: 404 }:
                        _missing.TryAdd(name, error);
                        break;
                    default:
                        await writeError(error, name).ConfigureAwait(false);
                        break;
                }
            }
        }

        return ids;
    }
}
