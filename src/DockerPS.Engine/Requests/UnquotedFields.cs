namespace DockerPS.Engine.Requests;

/// <summary>Docker's fields between commas, name=web,alias=db, where the user left the quotes out: PowerShell takes the commas for
/// those of a list, and the fields come one by one.</summary>
internal static class UnquotedFields
{
    /// <summary>Puts fields that stand alone together again; what is whole comes back as it is.</summary>
    /// <param name="values">What the parameter was given.</param>
    /// <param name="keyOf">The key of a field that stands alone; null for all else.</param>
    /// <param name="begins">True where a key cannot be another one of the fields so far, and begins the next.</param>
    public static IEnumerable<object?> Join(IEnumerable<object?> values, Func<string, string?> keyOf, Func<string, IReadOnlySet<string>, bool> begins)
    {
        List<string> fields = [];
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (object? value in values)
        {
            string text = RequestText.Of(value);
            string? key = value is string or int && !text.Contains(',') ? keyOf(text) : null;
            if (fields.Count > 0 && (key is null || begins(key, keys)))
            {
                yield return string.Join(',', fields);
                fields.Clear();
                keys.Clear();
            }

            if (key is null)
            {
                yield return value;
                continue;
            }

            fields.Add(text);
            keys.Add(key);
        }

        if (fields.Count > 0)
        {
            yield return string.Join(',', fields);
        }
    }

    /// <summary>The key of key=value; null where there is no '='.</summary>
    public static string? KeyOf(string text) => text.IndexOf('=') is var index and > 0 ? text[..index].Trim() : null;
}
