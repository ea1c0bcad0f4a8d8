using System.Text.Json.Nodes;

namespace DockerPS.Engine.Api;

/// <summary>The filters of a list, as the engine takes them: a JSON object of lists of texts.</summary>
internal sealed class Filters
{
    private readonly SortedDictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);

    public Filters Add(string name, params IEnumerable<string> values)
    {
        if (!_values.TryGetValue(name, out List<string>? list))
        {
            _values.Add(name, list = []);
        }

        list.AddRange(values);
        return this;
    }

    /// <summary>Adds a filter that says all by being there.</summary>
    public Filters AddFlag(string name)
    {
        _flags.Add(name);
        return Add(name);
    }

    /// <summary>Each filter by itself, with all its values.</summary>
    public IEnumerable<Filters> OneByOne() =>
        _values.Where(static pair => pair.Value.Count > 0).Select(static pair => new Filters().Add(pair.Key, pair.Value));

    /// <summary>The value of the query's filters parameter; null where there is no filter.</summary>
    public string? ToQueryValue()
    {
        var query = new JsonObject();
        foreach ((string name, List<string> values) in _values)
        {
            if (values.Count > 0 || _flags.Contains(name))
            {
                query.Add(name, new JsonArray([.. values.Select(static value => (JsonNode)value)]));
            }
        }

        return query.Count == 0 ? null : query.ToJsonString();
    }
}
