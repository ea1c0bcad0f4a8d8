using System.Collections;

namespace DockerPS.Engine.Compose;

/// <summary>A list of nodes.</summary>
public sealed class ComposeSequence : ComposeNode, IReadOnlyList<ComposeNode>
{
    private readonly ComposeNode[] _items;

    /// <summary>A sequence as it was read.</summary>
    /// <param name="items">Its items, in their order.</param>
    /// <param name="position">Its place.</param>
    /// <param name="tag">The tag before it.</param>
    public ComposeSequence(IEnumerable<ComposeNode> items, ComposePosition position, string? tag = null)
        : base(position, tag) =>
        _items = [.. items];

    /// <summary>A sequence that no file was read for.</summary>
    internal ComposeSequence(IEnumerable<ComposeNode> items)
        : this(items, ComposePosition.None)
    {
    }

    /// <summary>How many items it has.</summary>
    public int Count => _items.Length;

    internal override string Description => "a list";

    /// <summary>An item, counted from 0.</summary>
    public ComposeNode this[int index] => _items[index];

    /// <summary>The items in their order.</summary>
    public IEnumerator<ComposeNode> GetEnumerator() => ((IEnumerable<ComposeNode>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    internal override ComposeSequence With(ComposePosition position, string? tag) => new(_items, position, tag);
}
