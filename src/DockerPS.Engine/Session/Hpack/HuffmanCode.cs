using System.Text;
using DockerPS.Engine.Session.Http2;

namespace DockerPS.Engine.Session.Hpack;

/// <summary>
/// The Huffman code of HPACK (RFC 7541, appendix B). It is canonical: symbols of one length have consecutive codes in their own order, so that
/// the lengths are all there is to know.
/// </summary>
internal static class HuffmanCode
{
    private const int LongestCode = 30;
    private const int LongestPadding = 7;

    private static readonly byte[] s_lengths =
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28,
        28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6,
        5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
        7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
        6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23,
        24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
        21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
        19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
        26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
    ];

    private static readonly byte[] s_symbols = [.. Enumerable.Range(0, s_lengths.Length).OrderBy(symbol => s_lengths[symbol]).ThenBy(symbol => symbol).Select(symbol => (byte)symbol)];

    // By length: the first code, and where its symbol stands in s_symbols.
    private static readonly (int Code, int Index, int Count)[] s_firsts = FindFirsts();

    /// <exception cref="Http2Exception">The text has a code that is none, the end symbol, or padding that is not its beginning.</exception>
    public static string Decode(ReadOnlySpan<byte> encoded)
    {
        var text = new StringBuilder(encoded.Length * 2);
        int code = 0;
        int length = 0;
        foreach (byte next in encoded)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                code = (code << 1) | ((next >> bit) & 1);
                length++;
                (int first, int index, int count) = s_firsts[length];
                if (code - first < count)
                {
                    text.Append((char)s_symbols[index + code - first]);
                    code = 0;
                    length = 0;
                }
                else if (length == LongestCode)
                {
                    throw Broken();
                }
            }
        }

        return length <= LongestPadding && code == (1 << length) - 1 ? text.ToString() : throw Broken();
    }

    private static Http2Exception Broken() => new(Http2ErrorCode.CompressionError, "a header has a broken Huffman code");

    private static (int Code, int Index, int Count)[] FindFirsts()
    {
        var firsts = new (int Code, int Index, int Count)[LongestCode + 1];
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            int count = s_lengths.Count(candidate => candidate == length);
            firsts[length] = (code, index, count);
            code = (code + count) << 1;
            index += count;
        }

        return firsts;
    }
}
