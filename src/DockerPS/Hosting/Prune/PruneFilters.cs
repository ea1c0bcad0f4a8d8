using System.Collections;
using DockerPS.Engine.Api;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Hosting;

/// <summary>The filters of a prune: the user's, and those of config.json's pruneFilters, as the CLI adds them. They go to the engine,
/// and tell on our side what it would remove.</summary>
internal sealed class PruneFilters
{
    private const string Until = "until";
    private const string Label = "label";
    private const string NotLabel = "label!";

    private readonly SortedDictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly DateTime _now;
    private DateTime? _until;

    private PruneFilters(DateTime now) => _now = now;

    /// <summary>The names of the filters that are there.</summary>
    public IEnumerable<string> Names => _values.Where(static filter => filter.Value.Count > 0).Select(static filter => filter.Key);

    /// <summary>Reads the filters of one call.</summary>
    /// <param name="table">What the user gave; null is nothing.</param>
    /// <param name="configured">config.json's pruneFilters, such as label!=keep. What contradicts the user's labels is left out.</param>
    /// <param name="now">What durations count back from.</param>
    /// <param name="labels">More labels of the user, as name or name=value.</param>
    /// <param name="until">The time that the user gave beside the table.</param>
    public static PruneFilters Of(Hashtable? table, IEnumerable<string> configured, DateTime now, IEnumerable<string>? labels = null, DateTime? until = null)
    {
        var filters = new PruneFilters(now);
        filters.Add(Label, [.. labels ?? []]);
        if (until is { } time)
        {
            filters.Add(Until, TimeText.ToUnix(time));
        }

        foreach (DictionaryEntry entry in table ?? [])
        {
            string name = ValueText.Of(entry.Key);
            if (name is Label or NotLabel && Bare.Of(entry.Value) is IDictionary)
            {
                filters.Add(name, [.. KeyValueText.Of([entry.Value], "=", "-Filter " + name)]);
            }
            else
            {
                filters.Add(name, [.. AllOf(entry.Value).Select(value => name == Until ? UntilText(value) : ValueText.Of(value))]);
            }
        }

        foreach (string text in configured)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                continue;
            }

            string value = text[(equals + 1)..];
            string? opposite = text[..equals] switch
            {
                Label => NotLabel,
                NotLabel => Label,
                _ => null,
            };
            if (opposite is null || !filters.ValuesOf(opposite).Contains(value))
            {
                filters.Add(text[..equals], value);
            }
        }

        return filters;
    }

    /// <summary>Takes a filter out, whoever gave it.</summary>
    public void Remove(string name) => _values.Remove(name);

    /// <summary>Adds a filter. A time becomes a fixed one, so that what was shown before a question is what goes after it.</summary>
    public void Add(string name, params IReadOnlyList<string> values)
    {
        if (!_values.TryGetValue(name, out List<string>? list))
        {
            _values.Add(name, list = []);
        }

        foreach (string value in values)
        {
            string text = value;
            if (name == Until && TimeText.TryParse(value, _now, out DateTime time, out _))
            {
                _until = time;
                text = TimeText.ToUnix(time);
            }

            if (!list.Contains(text))
            {
                list.Add(text);
            }
        }
    }

    /// <summary>The values of a filter; none where it is absent.</summary>
    public IReadOnlyList<string> ValuesOf(string name) => _values.GetValueOrDefault(name) ?? [];

    /// <summary>As the engine takes them.</summary>
    public Filters ToQuery()
    {
        var query = new Filters();
        foreach ((string name, List<string> values) in _values)
        {
            query.Add(name, values);
        }

        return query;
    }

    /// <summary>What was made or used after it stays; null where no such time was given.</summary>
    /// <exception cref="InvalidRequestException">The time is not one, or there are several; the engine refuses them too.</exception>
    public DateTime? Limit
    {
        get
        {
            if (ValuesOf(Until) is not { Count: > 0 } until)
            {
                return null;
            }

            if (until.Count > 1)
            {
                throw new InvalidRequestException("BadParameter", "Only one 'until' may be given; -Until, -Filter and pruneFilters in docker's config.json count together.");
            }

            if (_until is not { } limit)
            {
                TimeText.TryParse(until[0], _now, out _, out string? error);
                throw new InvalidRequestException("BadParameter", error ?? $"'{until[0]}' is not a time.");
            }

            return limit;
        }
    }

    /// <summary>True where the engine would take this for a victim by label, label! and until, as it compares them itself:
    /// with several labels all must be there, and several of label! spare only what has all of them.</summary>
    /// <exception cref="InvalidRequestException">The time is not one, or there are several; the engine refuses them too.</exception>
    public bool Matches(IReadOnlyDictionary<string, string> labels, DateTime created)
    {
        if (Limit is { } limit && created > limit)
        {
            return false;
        }

        return MatchesLabels(labels);
    }

    /// <summary>The same by label and label! alone.</summary>
    public bool MatchesLabels(IReadOnlyDictionary<string, string> labels) =>
        ValuesOf(Label).All(label => Has(labels, label))
            && (ValuesOf(NotLabel) is not { Count: > 0 } spared || !spared.All(label => Has(labels, label)));

    /// <summary>True where a filter's label, name or name=value, is among these.</summary>
    public static bool Has(IReadOnlyDictionary<string, string> labels, string filter)
    {
        int equals = filter.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? labels.ContainsKey(filter)
            : labels.TryGetValue(filter[..equals], out string? value) && value == filter[(equals + 1)..];
    }

    private static IEnumerable<object?> AllOf(object? value) =>
        Bare.Of(value) is IEnumerable list and not string ? list.Cast<object?>().Select(Bare.Of) : [Bare.Of(value)];

    /// <summary>The engine knows no times of .NET.</summary>
    private static string UntilText(object? value) => value switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } time => TimeText.ToUnix(DateTime.SpecifyKind(time, DateTimeKind.Local)),
        DateTime time => TimeText.ToUnix(time),
        DateTimeOffset time => TimeText.ToUnix(time.UtcDateTime),
        TimeSpan back => ValueText.Of((decimal)back.TotalSeconds) + "s",
        _ => ValueText.Of(value),
    };
}
