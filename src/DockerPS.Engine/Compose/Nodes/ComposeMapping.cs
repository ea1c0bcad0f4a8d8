using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DockerPS.Engine.Compose;

/// <summary>Keys and values, in the order of the file; no key stands in it twice.</summary>
public sealed class ComposeMapping : ComposeNode, IReadOnlyList<ComposeEntry>
{
    private readonly ComposeEntry[] _entries;
    private readonly Dictionary<string, ComposeEntry> _byName;

    /// <summary>A mapping as it was read.</summary>
    /// <param name="entries">Its entries, in their order.</param>
    /// <param name="position">Its place.</param>
    /// <param name="tag">The tag before it.</param>
    /// <exception cref="ComposeException">A key stands in it twice.</exception>
    public ComposeMapping(IEnumerable<ComposeEntry> entries, ComposePosition position, string? tag = null)
        : base(position, tag)
    {
        _entries = [.. entries];
        _byName = new(_entries.Length, StringComparer.Ordinal);
        foreach (ComposeEntry entry in _entries)
        {
            if (!_byName.TryAdd(entry.Name, entry))
            {
                string first = _byName[entry.Name].Key.Position.Place;
                throw entry.Key.Wrong(first.Length == 0 ? "the key stands here twice" : $"the key stands here twice, first at {first}", "every key once");
            }
        }
    }

    /// <summary>A mapping that no file was read for.</summary>
    internal ComposeMapping(IEnumerable<KeyValuePair<string, ComposeNode>> entries)
        : this(entries.Select(static pair => new ComposeEntry(ComposeScalar.Of(pair.Key), pair.Value)), ComposePosition.None)
    {
    }

    /// <summary>How many keys it has.</summary>
    public int Count => _entries.Length;

    /// <summary>The keys in their order.</summary>
    public IEnumerable<string> Keys => _entries.Select(static entry => entry.Name);

    internal override string Description => "a mapping";

    /// <summary>An entry by its place, counted from 0.</summary>
    public ComposeEntry this[int index] => _entries[index];

    /// <summary>The value of a key; null where there is no such key.</summary>
    public ComposeNode? this[string name] => Lookup(name);

    /// <summary>The value of a key; null where there is no such key.</summary>
    public ComposeNode? Lookup(string name) => _byName.GetValueOrDefault(name)?.Value;

    /// <summary>The value of a key, where there is one.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out ComposeNode? value) => (value = Lookup(name)) is not null;

    /// <summary>The entry of a key, which knows the key's place; null where there is no such key.</summary>
    public ComposeEntry? Entry(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The entries in their order.</summary>
    public IEnumerator<ComposeEntry> GetEnumerator() => ((IEnumerable<ComposeEntry>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    internal override ComposeMapping With(ComposePosition position, string? tag) => new(_entries, position, tag);
}
