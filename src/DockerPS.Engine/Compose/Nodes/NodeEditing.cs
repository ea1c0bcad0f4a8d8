using System.Diagnostics.CodeAnalysis;

namespace DockerPS.Engine.Compose;

/// <summary>Trees that differ from a given one in a part of it.</summary>
internal static class NodeEditing
{
    /// <summary>Every value made anew; where none differs the mapping itself.</summary>
    public static ComposeMapping Map(this ComposeMapping mapping, Func<ComposeEntry, ComposeNode> change)
    {
        ComposeEntry[]? changed = null;
        for (int index = 0; index < mapping.Count; index++)
        {
            ComposeEntry entry = mapping[index];
            ComposeNode value = change(entry);
            if (!ReferenceEquals(value, entry.Value))
                (changed ??= [.. mapping])[index] = entry with { Value = value };
        }
        return changed is null ? mapping : new ComposeMapping(changed, mapping.Position, mapping.Tag);
    }

    /// <summary>Every item made anew; where none differs the sequence itself.</summary>
    public static ComposeSequence Map(this ComposeSequence sequence, Func<ComposeNode, ComposeNode> change)
    {
        ComposeNode[]? changed = null;
        for (int index = 0; index < sequence.Count; index++)
        {
            ComposeNode item = change(sequence[index]);
            if (!ReferenceEquals(item, sequence[index]))
                (changed ??= [.. sequence])[index] = item;
        }
        return changed is null ? sequence : new ComposeSequence(changed, sequence.Position, sequence.Tag);
    }

    /// <summary>The mapping with another value behind a key, which is added where it is not there.</summary>
    public static ComposeMapping Set(this ComposeMapping mapping, string name, ComposeNode value) => mapping.Entry(name) is null
        ? new ComposeMapping(mapping.Append(new ComposeEntry(KeyOf(name, value), value)), mapping.Position, mapping.Tag)
        : mapping.Map(entry => entry.Name == name ? value : entry.Value);

    /// <summary>The mapping with the value behind a key changed, where the key is there and is not null.</summary>
    public static ComposeMapping Change(this ComposeMapping mapping, string name, Func<ComposeNode, ComposeNode> change) =>
        mapping.TryGetValue(name, out ComposeNode? value) ? mapping.Set(name, change(value)) : mapping;

    /// <summary>The mapping without a key.</summary>
    public static ComposeMapping Without(this ComposeMapping mapping, string name) => mapping.Entry(name) is null
        ? mapping
        : new ComposeMapping(mapping.Where(entry => entry.Name != name), mapping.Position, mapping.Tag);

    /// <summary>A node without its tag.</summary>
    public static ComposeNode Untagged(this ComposeNode node) => node.Tag is null ? node : node.With(node.Position, null);

    /// <summary>The value behind a key, unless it is null.</summary>
    public static bool TryGetValue(this ComposeMapping mapping, string name, [NotNullWhen(true)] out ComposeNode? value)
    {
        value = mapping.Lookup(name);
        if (value is ComposeScalar { IsNull: true })
            value = null;
        return value is not null;
    }

    /// <summary>The mapping behind a key; null where there is none.</summary>
    public static ComposeMapping? Mapping(this ComposeMapping mapping, string name) => mapping.Lookup(name) as ComposeMapping;

    /// <summary>The text behind a key; null where there is none.</summary>
    public static string? Text(this ComposeMapping mapping, string name) => mapping.Lookup(name) is ComposeScalar { IsNull: false } scalar ? scalar.Text : null;

    /// <summary>True where another tree says the same, wherever it stands; the order of keys says nothing.</summary>
    public static bool HasSame(this ComposeNode node, ComposeNode other) => node.Tag == other.Tag && (node, other) switch
    {
        (ComposeMapping one, ComposeMapping two) => one.Count == two.Count && one.All(entry => two.Lookup(entry.Name) is { } value && entry.Value.HasSame(value)),
        (ComposeSequence one, ComposeSequence two) => one.Count == two.Count && one.Zip(two).All(static pair => pair.First.HasSame(pair.Second)),
        (ComposeScalar one, ComposeScalar two) => one.Kind == two.Kind && (one.IsNull || one.Text == two.Text),
        _ => false,
    };

    private static ComposeScalar KeyOf(string name, ComposeNode value) => new(name, isPlain: true, value.Position);
}
