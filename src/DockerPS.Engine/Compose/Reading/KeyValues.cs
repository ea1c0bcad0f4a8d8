namespace DockerPS.Engine.Compose.Reading;

/// <summary>Names and values, which compose files have as a mapping or as a list of name=value.</summary>
internal static class KeyValues
{
    private const string Expected = "a mapping of names and values, or a list of name=value";

    /// <summary>Names and values; no value is an empty one.</summary>
    public static StringMap Map(ComposeNode node)
    {
        var map = new StringMap();
        foreach ((string name, string? value, _) in Read(node))
        {
            map[name] = value ?? "";
        }

        return map;
    }

    /// <summary>Names and values; no value is null.</summary>
    public static ComposeVariables Variables(ComposeNode node)
    {
        var variables = new ComposeVariables();
        foreach ((string name, string? value, ComposeNode place) in Read(node))
        {
            if (node is ComposeSequence && name.Length > 0 && char.IsWhiteSpace(name[^1]))
            {
                throw place.Wrong($"the name \"{DisplayText.Of(name)}\" ends with a space", "name=value without spaces");
            }

            variables[name] = value;
        }

        return variables;
    }

    /// <summary>Names and values of a mapping; values are texts and numbers.</summary>
    public static StringMap Options(ComposeNode node, bool mayBeNull)
    {
        var map = new StringMap();
        foreach (ComposeEntry entry in node as ComposeMapping ?? throw node.Expected("a mapping of names and values"))
        {
            map[entry.Name] = mayBeNull && entry.Value is ComposeScalar { IsNull: true } ? "" : ScalarValue.TextOrNumber(entry.Value);
        }

        return map;
    }

    private static IEnumerable<(string Name, string? Value, ComposeNode Place)> Read(ComposeNode node) => node switch
    {
        ComposeMapping mapping => mapping.Select(static entry => (entry.Name, Value(entry.Value), entry.Value)),
        ComposeSequence list => list.Select(static item => Pair(item)),
        _ => throw node.Expected(Expected),
    };

    private static string? Value(ComposeNode node) => node is ComposeScalar scalar
        ? scalar.IsNull ? null : ScalarValue.Plain(scalar)
        : throw node.Expected("a text, a number, true or false, or nothing");

    private static (string Name, string? Value, ComposeNode Place) Pair(ComposeNode item)
    {
        string text = ScalarValue.Text(item);
        int index = text.IndexOf('=');
        return index < 0 ? (text, null, item) : (text[..index], text[(index + 1)..], item);
    }
}
