using System.Text;
using DockerPS.Engine.Session.Http2;

namespace DockerPS.Engine.Session.Hpack;

/// <summary>Reads header blocks as HPACK (RFC 7541) writes them. One for all blocks of a connection, in their order: it remembers.</summary>
internal sealed class HpackDecoder
{
    /// <summary>SETTINGS_HEADER_TABLE_SIZE where nothing else was agreed.</summary>
    public const int DefaultTableSize = 4096;

    private readonly DynamicTable _table;
    private readonly int _maxListSize;

    /// <param name="maxListSize">What the fields of one block may amount to (<see cref="HeaderField.Size"/>).</param>
    /// <param name="maxTableSize">The SETTINGS_HEADER_TABLE_SIZE that was told to the other side.</param>
    public HpackDecoder(int maxListSize, int maxTableSize = DefaultTableSize)
    {
        _maxListSize = maxListSize;
        _table = new DynamicTable(maxTableSize);
    }

    internal DynamicTable Table => _table;

    /// <summary>Reads one whole block.</summary>
    /// <exception cref="Http2Exception">The block is broken, or larger than the limit. The connection cannot go on: what the block would have been
    /// to the table is unknown.</exception>
    public List<HeaderField> Decode(ReadOnlySpan<byte> block)
    {
        var fields = new List<HeaderField>();
        int size = 0;
        while (!block.IsEmpty)
        {
            byte first = block[0];
            if (first >= 0x80)
            {
                fields.Add(Lookup(TakeInteger(ref block, 7)));
            }
            else if (first >= 0x40)
            {
                HeaderField field = TakeLiteral(ref block, 6);
                _table.Add(field);
                fields.Add(field);
            }
            else if (first >= 0x20)
            {
                int capacity = TakeInteger(ref block, 5);
                _table.Resize(fields.Count == 0 ? capacity : throw Broken("the table of headers changes its size amid them"));
                continue;
            }
            else
            {
                fields.Add(TakeLiteral(ref block, 4));
            }

            size += fields[^1].Size;
            if (size > _maxListSize)
            {
                throw new Http2Exception(Http2ErrorCode.EnhanceYourCalm, "the headers of a request are too many");
            }
        }

        return fields;
    }

    private static Http2Exception Broken(string why) => new(Http2ErrorCode.CompressionError, why);

    private static byte Take(ref ReadOnlySpan<byte> block)
    {
        byte next = block.IsEmpty ? throw Broken("a header is cut off") : block[0];
        block = block[1..];
        return next;
    }

    private static int TakeInteger(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        int mask = (1 << prefixBits) - 1;
        long value = Take(ref block) & mask;
        if (value < mask)
        {
            return (int)value;
        }

        // Four more bytes hold all that any limit here allows.
        for (int shift = 0; shift <= 21; shift += 7)
        {
            byte next = Take(ref block);
            value += (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (int)value;
            }
        }

        throw Broken("a header has a number that is too large");
    }

    private static string TakeText(ref ReadOnlySpan<byte> block)
    {
        bool isHuffman = !block.IsEmpty && block[0] >= 0x80;
        int length = TakeInteger(ref block, 7);
        if (length > block.Length)
        {
            throw Broken("a header is longer than its block");
        }

        ReadOnlySpan<byte> text = block[..length];
        block = block[length..];
        return isHuffman ? HuffmanCode.Decode(text) : Encoding.Latin1.GetString(text);
    }

    private HeaderField TakeLiteral(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        int index = TakeInteger(ref block, prefixBits);
        string name = index == 0 ? TakeText(ref block) : Lookup(index).Name;
        return new HeaderField(name, TakeText(ref block));
    }

    private HeaderField Lookup(int index) => index switch
    {
        0 => throw Broken("a header has the index 0"),
        _ when index <= StaticTable.Count => StaticTable.Get(index),
        _ => _table.Get(index - StaticTable.Count - 1),
    };
}
