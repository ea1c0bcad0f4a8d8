namespace DockerPS.Engine.Compose.Reading;

/// <summary>The fields of a mapping: takes each by its key, and in the end reports the keys that nobody took.</summary>
/// <param name="reading">What readers share.</param>
/// <param name="node">The mapping.</param>
internal sealed class ComposeFields(ComposeReading reading, ComposeMapping node)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>What readers share.</summary>
    public ComposeReading Reading { get; } = reading;

    /// <summary>The mapping.</summary>
    public ComposeMapping Node { get; } = node;

    /// <summary>The value of a key; null where there is no such key.</summary>
    public ComposeNode? Take(string key)
    {
        _known.Add(key);
        return Node.Lookup(key);
    }

    /// <summary>The value of a key that must be there.</summary>
    /// <exception cref="ComposeException">There is no such key.</exception>
    public ComposeNode Need(string key) => Take(key) ?? throw Node.Wrong($"the key \"{key}\" is missing", $"{key}: ...");

    /// <summary>A text.</summary>
    public string? Text(string key) => Take(key) is { } value ? ScalarValue.Text(value) : null;

    /// <summary>A text that must be there.</summary>
    public string NeedText(string key) => ScalarValue.Text(Need(key));

    /// <summary>A text or a number, as a text.</summary>
    public string? TextOrNumber(string key) => Take(key) is { } value ? ScalarValue.TextOrNumber(value) : null;

    /// <summary>A text or a truth value, as a text.</summary>
    public string? TextOrBoolean(string key) => Take(key) switch
    {
        null => null,
        ComposeScalar { Kind: ComposeScalarKind.String or ComposeScalarKind.Boolean } scalar => ScalarValue.Plain(scalar),
        { } other => throw other.Expected("a text, true or false"),
    };

    /// <summary>One of some words.</summary>
    public string? Word(string key, params string[] words)
    {
        if (Take(key) is not { } value)
        {
            return null;
        }

        string text = ScalarValue.Text(value);
        return Reading.IsOpen(value) || words.Contains(text, StringComparer.Ordinal)
            ? text
            : throw value.Wrong($"\"{DisplayText.Of(text)}\" is not known here", string.Join(", ", words[..^1]) + " or " + words[^1]);
    }

    /// <summary>true or false.</summary>
    public bool? Boolean(string key) => Take(key) is { } value && !Reading.IsOpen(value) ? ScalarValue.Boolean(value, Reading.Warnings) : null;

    /// <summary>A whole number.</summary>
    public long? Integer(string key, long minimum = long.MinValue, long maximum = long.MaxValue) =>
        Take(key) is { } value && !Reading.IsOpen(value) ? ScalarValue.Integer(value, minimum, maximum) : null;

    /// <summary>A whole number of 32 bits.</summary>
    public int? SmallInteger(string key, int minimum = int.MinValue, int maximum = int.MaxValue) => (int?)Integer(key, minimum, maximum);

    /// <summary>A number.</summary>
    public double? Number(string key, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity) =>
        Take(key) is { } value && !Reading.IsOpen(value) ? ScalarValue.Number(value, minimum, maximum) : null;

    /// <summary>A size in bytes: a number, or a text such as 512m.</summary>
    public long? Size(string key) => Take(key) is { } value && !Reading.IsOpen(value) ? ScalarValue.Size(value) : null;

    /// <summary>A size in bytes that must be written as a text, as the schema has it in deploy.</summary>
    public long? SizeText(string key) => Take(key) is { } value && !Reading.IsOpen(value) ? ScalarValue.SizeText(value) : null;

    /// <summary>A duration such as 1m30s.</summary>
    public TimeSpan? Duration(string key) => Take(key) is { } value && !Reading.IsOpen(value) ? ComposeDuration.Read(value) : null;

    /// <summary>A list of texts, none of them twice.</summary>
    public ReadableList<string> Texts(string key, bool mayRepeat = false) => Take(key) is { } value ? ScalarValue.Texts(value, mayRepeat) : [];

    /// <summary>A text, or a list of texts, none of them twice.</summary>
    public ReadableList<string> TextOrTexts(string key) => Take(key) switch
    {
        null => [],
        ComposeSequence list => ScalarValue.Texts(list, mayRepeat: false),
        ComposeScalar { Kind: ComposeScalarKind.String } text => [text.Text],
        { } other => throw other.Expected("a text or a list of texts"),
    };

    /// <summary>A list of texts and numbers, as texts.</summary>
    public ReadableList<string> TextsOrNumbers(string key) => List(key, "a list of texts or numbers", static item => ScalarValue.TextOrNumber(item));

    /// <summary>A list.</summary>
    public ReadableList<T> List<T>(string key, string expected, Func<ComposeNode, T> read) => Take(key) switch
    {
        null => [],
        ComposeSequence list => [.. list.Select(read)],
        { } other => throw other.Expected(expected),
    };

    /// <summary>A list of mappings.</summary>
    public ReadableList<T> List<T>(string key, string expected, Func<ComposeFields, T> read) =>
        List(key, expected, (ComposeNode item) => read(Reading.Fields(item)));

    /// <summary>A mapping.</summary>
    public T? Object<T>(string key, Func<ComposeFields, T> read)
        where T : class =>
        Take(key) is { } value ? read(Reading.Fields(value)) : null;

    /// <summary>A mapping, of which nothing may stand behind the key.</summary>
    public T? ObjectOrNull<T>(string key, Func<ComposeFields, T> read)
        where T : class =>
        Take(key) is { } value and not ComposeScalar { IsNull: true } ? read(Reading.Fields(value)) : null;

    /// <summary>Names and values, as a mapping or as a list of name=value; no value is an empty one.</summary>
    public StringMap Pairs(string key) => Take(key) is { } value ? KeyValues.Map(value) : [];

    /// <summary>Names and values, as a mapping or as a list of name=value; no value is null.</summary>
    public ComposeVariables Variables(string key) => Take(key) is { } value ? KeyValues.Variables(value) : [];

    /// <summary>Names and values, as a mapping.</summary>
    public StringMap Options(string key, bool mayBeNull = false) => Take(key) is { } value ? KeyValues.Options(value, mayBeNull) : [];

    /// <summary>Names and texts, as a mapping.</summary>
    public StringMap TextOptions(string key)
    {
        var map = new StringMap();
        if (Take(key) is { } value)
        {
            foreach (ComposeEntry entry in value as ComposeMapping ?? throw value.Expected("a mapping of texts"))
            {
                map[entry.Name] = ScalarValue.Text(entry.Value);
            }
        }

        return map;
    }

    /// <summary>The x- keys, when all others were taken.</summary>
    /// <exception cref="ComposeException">There is a key that nobody took.</exception>
    public ComposeExtensions Finish()
    {
        var extensions = new ComposeExtensions();
        foreach (ComposeEntry entry in Node)
        {
            if (_known.Contains(entry.Name))
            {
                continue;
            }

            if (!entry.Name.StartsWith("x-", StringComparison.Ordinal))
            {
                throw Unknown(entry);
            }

            extensions[entry.Name] = PlainNode.Of(entry.Value);
        }

        return extensions;
    }

    /// <summary>Reports what <see cref="Finish"/> does, where no x- keys are allowed either.</summary>
    public void FinishWithoutExtensions()
    {
        foreach (ComposeEntry entry in Node)
        {
            if (!_known.Contains(entry.Name))
            {
                throw Unknown(entry);
            }
        }
    }

    private ComposeException Unknown(ComposeEntry entry) => entry.Key.Wrong(
        $"the key \"{DisplayText.Of(entry.Name)}\" is not known here",
        NearMiss.Find(entry.Name, _known) is { } near ? $"perhaps \"{near}\"" : _known.Count > 12 ? null : string.Join(", ", _known.Order(StringComparer.Ordinal)));
}
