using System.Collections;

namespace DockerPS.Engine.Requests;

/// <summary>Reads a hashtable whose keys are names of fields, whatever their case; a key that is not known is an error, not a shrug.</summary>
internal sealed class FieldTable
{
    private readonly Dictionary<string, object?> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _parameter;
    private readonly string _form;

    public FieldTable(IDictionary table, string parameter, string form)
    {
        _parameter = parameter;
        _form = form;
        foreach (DictionaryEntry entry in table)
        {
            _fields[RequestText.Of(entry.Key)] = entry.Value;
        }
    }

    /// <summary>True where one of the names is among the keys.</summary>
    public static bool Has(IDictionary table, params ReadOnlySpan<string> names)
    {
        foreach (object key in table.Keys)
        {
            foreach (string name in names)
            {
                if (RequestText.Of(key).Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The text of the field that has one of the names, and takes it out; null where it is absent or null.</summary>
    public string? Take(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_fields.Remove(name, out object? value) && value is not null)
            {
                return RequestText.Of(value);
            }
        }

        return null;
    }

    /// <summary>As <see cref="Take"/>, where the table is nothing without the field.</summary>
    public string Need(params ReadOnlySpan<string> names) =>
        Take(names) is { Length: > 0 } text ? text : throw RequestText.Wrong(_parameter, "@{...}", $"the table has no {names[0]}", _form);

    /// <summary>Refuses what has not been taken.</summary>
    public void Finish()
    {
        if (_fields.Count > 0)
        {
            throw RequestText.Wrong(_parameter, _fields.Keys.First(), "the table's key is not known", _form);
        }
    }
}
