using System.Globalization;
using DockerPS.Engine.Compose.Reading;

namespace DockerPS.Engine.Compose.Writing;

/// <summary>Collects the keys of a mapping in the canonical form: what is not given is left out.</summary>
/// <param name="escapes">Whether a dollar sign is doubled, so that what is written reads as the same again.</param>
internal sealed class MappingBuilder(bool escapes)
{
    private readonly List<KeyValuePair<string, ComposeNode>> _entries = [];

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>The mapping.</summary>
    public ComposeMapping Mapping => new(_entries);

    /// <summary>A builder of the same kind.</summary>
    public MappingBuilder New() => new(escapes);

    /// <summary>A text as a node.</summary>
    public ComposeScalar Scalar(string text) => ComposeScalar.Of(Escaped(text));

    /// <summary>Adds a node.</summary>
    public void Node(string key, ComposeNode? node)
    {
        if (node is not null)
        {
            // A key stays as it is: variables are put into values only. (docker compose doubles its dollar signs, too, and reads another key again.)
            _entries.Add(new(key, node));
        }
    }

    /// <summary>Adds a text that is not empty.</summary>
    public void Text(string key, string? text) => Node(key, string.IsNullOrEmpty(text) ? null : Scalar(text));

    /// <summary>Adds a number, also 0.</summary>
    public void Number(string key, long? number) => Node(key, number is long value ? ComposeScalar.Of(value) : null);

    /// <summary>Adds a number that is not 0.</summary>
    public void NumberNotZero(string key, long? number) => Number(key, number is 0 ? null : number);

    /// <summary>Adds a number that is not 0.</summary>
    public void FractionNotZero(string key, double? number) =>
        Node(key, number is null or 0 ? null : new ComposeScalar(GoNumber.Of(number.Value), isPlain: true, ComposePosition.None));

    /// <summary>Adds bytes that are not 0, in quotes.</summary>
    public void Size(string key, long? bytes) => Node(key, bytes is null or 0 ? null : ComposeScalar.Of(bytes.Value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Adds true.</summary>
    public void True(string key, bool? truth) => Node(key, truth == true ? ComposeScalar.Of(true) : null);

    /// <summary>Adds true or false.</summary>
    public void Boolean(string key, bool? truth) => Node(key, truth is bool value ? ComposeScalar.Of(value) : null);

    /// <summary>Adds a duration.</summary>
    public void Duration(string key, TimeSpan? duration) => Text(key, duration is TimeSpan value ? ComposeDuration.Write(value) : null);

    /// <summary>Adds a duration that is not 0.</summary>
    public void DurationNotZero(string key, TimeSpan? duration) => Duration(key, duration == TimeSpan.Zero ? null : duration);

    /// <summary>Adds rights of a file, in octal and in quotes.</summary>
    public void Mode(string key, int? mode) => Text(key, mode is int value ? "0" + Convert.ToString(value, 8) : null);

    /// <summary>Adds a list that is not empty.</summary>
    public void Texts(string key, IReadOnlyCollection<string> texts) => Node(key, texts.Count == 0 ? null : List(texts));

    /// <summary>Adds a list, also an empty one.</summary>
    public void TextsOrEmpty(string key, IReadOnlyCollection<string>? texts) => Node(key, texts is null ? null : List(texts));

    /// <summary>Adds a list of mappings that is not empty.</summary>
    public void List<T>(string key, IReadOnlyCollection<T> items, Func<T, ComposeNode> write) =>
        Node(key, items.Count == 0 ? null : new ComposeSequence(items.Select(write)));

    /// <summary>Adds a mapping that is given, also an empty one.</summary>
    public void Object<T>(string key, T? value, Action<MappingBuilder, T> write)
        where T : class =>
        Node(key, value is null ? null : Item(value, write));

    /// <summary>Adds a mapping that is not empty.</summary>
    public void ObjectNotEmpty<T>(string key, T? value, Action<MappingBuilder, T> write)
        where T : class =>
        Node(key, value is not null && Item(value, write) is { Count: > 0 } mapping ? mapping : null);

    /// <summary>A mapping as an item.</summary>
    public ComposeMapping Item<T>(T value, Action<MappingBuilder, T> write)
    {
        MappingBuilder builder = New();
        write(builder, value);
        return builder.Mapping;
    }

    /// <summary>Adds named parts, ordered by their names.</summary>
    public void Named<T>(string key, IEnumerable<T> parts, Func<T, ComposeNode> write, bool mayBeEmpty = false)
        where T : IComposeNamed
    {
        MappingBuilder builder = New();
        foreach (T part in parts.OrderBy(static part => part.Name, CanonicalOrder.Instance))
        {
            builder.Node(part.Name, write(part));
        }

        Node(key, builder.IsEmpty && !mayBeEmpty ? null : builder.Mapping);
    }

    /// <summary>Adds names and values, ordered by name; null is nothing behind the name.</summary>
    public void Pairs<T>(string key, IEnumerable<KeyValuePair<string, T>> pairs)
        where T : class?
    {
        MappingBuilder builder = New();
        foreach ((string name, T value) in pairs.OrderBy(static pair => pair.Key, CanonicalOrder.Instance))
        {
            builder.Node(name, value is string text ? Scalar(text) : ComposeScalar.Null());
        }

        Node(key, builder.IsEmpty ? null : builder.Mapping);
    }

    /// <summary>Adds x- keys, ordered by name.</summary>
    public void Extensions(ComposeElement element)
    {
        foreach ((string name, object? value) in element.Extensions.OrderBy(static pair => pair.Key, CanonicalOrder.Instance))
        {
            Node(name, Plain(value));
        }
    }

    private ComposeSequence List(IEnumerable<string> texts) => new(texts.Select(Scalar));

    private ComposeNode Plain(object? value)
    {
        switch (value)
        {
            case null:
                return ComposeScalar.Null();
            case bool truth:
                return ComposeScalar.Of(truth);
            case long whole:
                return ComposeScalar.Of(whole);
            case double number:
                return new ComposeScalar(double.IsFinite(number) ? GoNumber.Of(number) : double.IsNaN(number) ? ".nan" : number > 0 ? "+.Inf" : "-.Inf", isPlain: true, ComposePosition.None);
            case object?[] list:
                return new ComposeSequence(list.Select(Plain));
            case ComposeExtensions fields:
                MappingBuilder builder = New();
                foreach ((string name, object? field) in fields.OrderBy(static pair => pair.Key, CanonicalOrder.Instance))
                {
                    builder.Node(name, Plain(field));
                }

                return builder.Mapping;
            default:
                return Scalar(value.ToString() ?? "");
        }
    }

    private string Escaped(string text) => escapes ? text.Replace("$", "$$", StringComparison.Ordinal) : text;
}
