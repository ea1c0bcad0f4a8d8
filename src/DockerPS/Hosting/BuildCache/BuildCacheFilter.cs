using System.Collections;
using System.Text.RegularExpressions;

namespace DockerPS.Hosting;

/// <summary>Picks records of the build cache by -Filter as docker buildx du does: id, parents, type, description, inuse, shared, private and until.
/// The name can end in ~ for a regular expression and in ! for all others; what was written as type==regular is understood.
/// The engine's API has no filters for its list, so this is done here.</summary>
internal sealed class BuildCacheFilter
{
    private static readonly TimeSpan s_patternLimit = TimeSpan.FromSeconds(1);

    private readonly List<Func<DockerBuildCache, bool>> _tests = [];

    /// <param name="table">What the user gave; null is everything.</param>
    /// <param name="now">What durations of until count back from.</param>
    /// <exception cref="InvalidRequestException">There is no such filter, or a value is none.</exception>
    public BuildCacheFilter(Hashtable? table, DateTime now)
    {
        PruneFilters times = PruneFilters.Of(table, [], now);
        foreach (DictionaryEntry entry in table ?? [])
        {
            string name = ValueText.Of(entry.Key);
            string[] values = [.. ValueText.AllOf(entry.Value)];
            switch (name.TrimEnd('~', '!'))
            {
                case "until" or "unused-for":
                    DateTime? limit = name == "until" ? times.Limit : PruneFilters.Of(new Hashtable { ["until"] = entry.Value }, [], now).Limit;
                    _tests.Add(record => !(record.LastUsed > limit));
                    break;
                case "id":
                    AddText(name, values, static record => [record.Id]);
                    break;
                case "parent" or "parents":
                    AddText(name, values, static record => record.Parents);
                    break;
                case "type":
                    AddText(name, values, static record => [record.Type]);
                    break;
                case "description":
                    AddText(name, values, static record => [record.Description]);
                    break;
                case "inuse":
                    AddFlag(name, values, static record => record.InUse);
                    break;
                case "shared":
                    AddFlag(name, values, static record => record.Shared);
                    break;
                case "private":
                    AddFlag(name, values, static record => !record.Shared);
                    break;
                default:
                    throw new InvalidRequestException(
                        "BadParameter", $"'{name}' is not a filter of the build cache. There are id, parents, type, description, inuse, shared, private and until.");
            }
        }
    }

    public bool Matches(DockerBuildCache record) => _tests.TrueForAll(test => test(record));

    /// <summary>A value of inuse, shared or private: yes where there is none.</summary>
    /// <exception cref="InvalidRequestException">It is neither true nor false.</exception>
    public static bool FlagOf(string name, IReadOnlyList<string> values) => values.Count == 0 || values[^1].ToUpperInvariant() switch
    {
        "" or "1" or "TRUE" or "T" => true,
        "0" or "FALSE" or "F" => false,
        _ => throw new InvalidRequestException("BadParameter", $"The filter '{name}' takes true or false, not '{values[^1]}'."),
    };

    private void AddFlag(string name, string[] values, Func<DockerBuildCache, bool> read)
    {
        bool wanted = FlagOf(name, values);
        _tests.Add(record => read(record) == wanted);
    }

    private void AddText(string name, string[] values, Func<DockerBuildCache, IReadOnlyCollection<string>> read)
    {
        // docker's type==regular is split at its first sign.
        string[] wanted = [.. values.Select(static value => value.StartsWith('=') ? value[1..] : value)];
        Func<string, bool>[] fits = name.EndsWith('~')
            ? [.. wanted.Select(value => PatternOf(name, value)).Select(static pattern => (Func<string, bool>)pattern.IsMatch)]
            : [.. wanted.Select(static value => (Func<string, bool>)(text => text == value))];
        bool except = name.EndsWith('!');
        _tests.Add(record => Array.Exists(fits, fit => read(record).Any(fit)) != except);
    }

    private static Regex PatternOf(string name, string value)
    {
        try
        {
            return new Regex(value, RegexOptions.CultureInvariant, s_patternLimit);
        }
        catch (ArgumentException error)
        {
            throw new InvalidRequestException("BadParameter", $"The filter '{name}' takes a regular expression: {error.Message}");
        }
    }
}
