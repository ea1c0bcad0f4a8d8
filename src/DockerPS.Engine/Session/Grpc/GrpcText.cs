using System.Globalization;
using System.Text;

namespace DockerPS.Engine.Session.Grpc;

/// <summary>The text of grpc-message: UTF-8, in which all but printable ASCII, and the percent sign, are percent-encoded.</summary>
internal static class GrpcText
{
    // It has to fit into a header; what is longer does not help.
    private const int LongestText = 2000;

    public static string Encode(string text)
    {
        var encoded = new StringBuilder();
        foreach (byte next in Encoding.UTF8.GetBytes(text.Length <= LongestText ? text : text[..LongestText] + "..."))
        {
            if (next is >= 0x20 and < 0x7F and not (byte)'%')
            {
                encoded.Append((char)next);
            }
            else
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{next:X2}");
            }
        }

        return encoded.ToString();
    }

    /// <summary>Decodes, and takes as it is what is not encoded well.</summary>
    public static string Decode(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
