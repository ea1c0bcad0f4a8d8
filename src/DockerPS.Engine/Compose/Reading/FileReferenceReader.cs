using System.Globalization;

namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads secrets and configs of services: a name, or a mapping.</summary>
internal static class FileReferenceReader
{
    private const int HighestMode = 0xFFF;

    /// <summary>Reads one item of a list.</summary>
    /// <exception cref="ComposeException">It cannot be read.</exception>
    public static ComposeFileReference Read(ComposeNode node, ComposeReading reading)
    {
        if (node is ComposeScalar { Kind: ComposeScalarKind.String } name)
        {
            return new ComposeFileReference { Source = name.Text };
        }

        ComposeFields fields = reading.Fields(node, "a name, or a mapping with source");
        return new ComposeFileReference
        {
            Source = fields.NeedText("source"),
            Target = fields.Text("target"),
            Uid = fields.Text("uid"),
            Gid = fields.Text("gid"),
            Mode = fields.Take("mode") is { } mode && !reading.IsOpen(mode) ? Mode(mode) : null,
            Extensions = fields.Finish(),
        };
    }

    /// <summary>Rights of a file: a number as YAML has it, so 0440 is octal; a text is always octal.</summary>
    /// <exception cref="ComposeException">It is none.</exception>
    public static int Mode(ComposeNode node)
    {
        const string expected = "rights of a file in octal, such as 0440";
        long value = node switch
        {
            ComposeScalar { Kind: ComposeScalarKind.Integer } number when number.TryGetInteger(out long whole) => whole,
            ComposeScalar { Kind: ComposeScalarKind.String } text => Octal(text.Text),
            _ => throw node.Expected(expected),
        };

        // 1777 without a leading zero is a number beyond all rights, but compose takes it as it stands.
        return value is >= 0 and <= HighestMode ? (int)value : throw node.IsNo("file mode", expected);
    }

    private static long Octal(string text)
    {
        string digits = text.StartsWith("0o", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
        long value = digits.Length is 0 or > 7 ? -1 : 0;
        foreach (char c in digits.Length > 7 ? "" : digits)
        {
            value = c is >= '0' and <= '7' && value >= 0 ? (value * 8) + int.Parse(c.ToString(), CultureInfo.InvariantCulture) : -1;
        }

        return value;
    }
}
