using DockerPS.Engine.Session.Http2;

namespace DockerPS.Engine.Session.Hpack;

/// <summary>The dynamic table of an HPACK decoder: the newest field first, the oldest go when room is needed.</summary>
internal sealed class DynamicTable
{
    private readonly LinkedList<HeaderField> _fields = new();
    private readonly int _limit;
    private int _capacity;

    /// <param name="limit">What the other side may raise the size to.</param>
    public DynamicTable(int limit) => _capacity = _limit = limit;

    public int Size { get; private set; }

    /// <summary>The fields, the newest first.</summary>
    public IEnumerable<HeaderField> Fields => _fields;

    public void Resize(int capacity)
    {
        _capacity = capacity <= _limit ? capacity : throw new Http2Exception(Http2ErrorCode.CompressionError, "the table of headers is to be larger than was agreed");
        Shrink(_capacity);
    }

    /// <summary>A field by its place, from 0.</summary>
    public HeaderField Get(int place)
    {
        if (place >= _fields.Count)
        {
            throw new Http2Exception(Http2ErrorCode.CompressionError, "a header has an index beyond its table");
        }

        LinkedListNode<HeaderField> node = _fields.First!;
        for (int i = 0; i < place; i++)
        {
            node = node.Next!;
        }

        return node.Value;
    }

    /// <summary>Adds a field; one that is larger than the whole table only empties it.</summary>
    public void Add(HeaderField field)
    {
        Shrink(Math.Max(0, _capacity - field.Size));
        if (field.Size <= _capacity)
        {
            _fields.AddFirst(field);
            Size += field.Size;
        }
    }

    private void Shrink(int size)
    {
        while (Size > size)
        {
            Size -= _fields.Last!.Value.Size;
            _fields.RemoveLast();
        }
    }
}
