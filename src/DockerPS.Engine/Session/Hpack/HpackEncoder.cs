using System.Buffers;
using System.Text;

namespace DockerPS.Engine.Session.Hpack;

/// <summary>Writes header blocks that need no memory on either side: indexes of the static table, and literals that are not kept.</summary>
internal static class HpackEncoder
{
    // Whatever size the other side has set for the table it keeps for us, it need keep none.
    private const byte EmptyTable = 0x20;

    public static byte[] Encode(IEnumerable<HeaderField> fields)
    {
        var block = new ArrayBufferWriter<byte>();
        Put(block, EmptyTable, 5, 0);
        foreach (HeaderField field in fields)
        {
            int index = StaticTable.Find(field, out bool isWhole);
            if (isWhole)
            {
                Put(block, 0x80, 7, index);
                continue;
            }

            Put(block, 0, 4, index);
            if (index == 0)
            {
                PutText(block, field.Name);
            }

            PutText(block, field.Value);
        }

        return block.WrittenSpan.ToArray();
    }

    private static void PutText(ArrayBufferWriter<byte> block, string text)
    {
        Put(block, 0, 7, text.Length);
        block.Write(Encoding.Latin1.GetBytes(text));
    }

    private static void Put(ArrayBufferWriter<byte> block, byte pattern, int prefixBits, int value)
    {
        int mask = (1 << prefixBits) - 1;
        if (value < mask)
        {
            PutByte(block, pattern | value);
            return;
        }

        PutByte(block, pattern | mask);
        value -= mask;
        while (value >= 0x80)
        {
            PutByte(block, (value & 0x7F) | 0x80);
            value >>= 7;
        }

        PutByte(block, value);
    }

    private static void PutByte(ArrayBufferWriter<byte> block, int value)
    {
        block.GetSpan(1)[0] = (byte)value;
        block.Advance(1);
    }
}
