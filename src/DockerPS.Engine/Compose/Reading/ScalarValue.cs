using System.Globalization;
using System.Numerics;
using DockerPS.Engine.Configuration.Values;

namespace DockerPS.Engine.Compose.Reading;

/// <summary>Reads single values, each in the kinds that the schema of compose files allows for it.</summary>
internal static class ScalarValue
{
    /// <summary>A text; a number or a truth value must stand in quotes, as compose has it.</summary>
    public static string Text(ComposeNode node) => node switch
    {
        ComposeScalar { Kind: ComposeScalarKind.String } scalar => scalar.Text,
        ComposeScalar { Kind: ComposeScalarKind.Null } => throw node.Expected("a text"),
        ComposeScalar scalar => throw node.Wrong($"{scalar.Text} is {KindName(scalar.Kind)}", $"a text, in quotes: \"{scalar.Text}\""),
        _ => throw node.Expected("a text"),
    };

    /// <summary>A text or a number, as a text.</summary>
    public static string TextOrNumber(ComposeNode node) => node switch
    {
        ComposeScalar { Kind: ComposeScalarKind.String or ComposeScalarKind.Integer or ComposeScalarKind.Float } scalar => Plain(scalar),
        _ => throw node.Expected("a text or a number"),
    };

    /// <summary>A scalar as a text, as compose writes it: true, 8 for 010, 1.1 for 1.10; empty for nothing.</summary>
    public static string Plain(ComposeScalar scalar) => scalar.Kind switch
    {
        ComposeScalarKind.Null => "",
        ComposeScalarKind.Boolean => scalar.TryGetBoolean(out bool truth) && truth ? "true" : "false",
        ComposeScalarKind.Integer when scalar.TryGetInteger(out long whole) => whole.ToString(CultureInfo.InvariantCulture),
        ComposeScalarKind.Integer when BigInteger.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger big) && big <= ulong.MaxValue && big > 0 =>
            big.ToString(CultureInfo.InvariantCulture),
        ComposeScalarKind.Integer or ComposeScalarKind.Float when scalar.TryGetNumber(out double number) => GoNumber.Of(number),
        _ => scalar.Text,
    };

    /// <summary>true or false; the words of YAML 1.1 give a warning.</summary>
    public static bool Boolean(ComposeNode node, ComposeWarnings warnings)
    {
        const string expected = "true or false";
        if (node is not ComposeScalar { Kind: ComposeScalarKind.Boolean or ComposeScalarKind.String } scalar)
        {
            throw node.Expected(expected);
        }

        if (scalar.Text is "0" or "1" || !scalar.TryGetBoolean(out bool truth))
        {
            throw node.IsNo("truth value", expected);
        }

        if (scalar.Text.ToLowerInvariant() is not ("true" or "false"))
        {
            warnings.Add(node, $"\"{scalar.Text}\" is no truth value in YAML 1.2; write {(truth ? "true" : "false")}.");
        }

        return truth;
    }

    /// <summary>A whole number, also in quotes.</summary>
    public static long Integer(ComposeNode node, long minimum = long.MinValue, long maximum = long.MaxValue)
    {
        string expected = (minimum, maximum) switch
        {
            (long.MinValue, long.MaxValue) => "a whole number",
            (_, long.MaxValue or int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum}"),
            (int.MinValue, _) => "a whole number",
            _ => string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"),
        };
        if (node is not ComposeScalar scalar || scalar.Kind is ComposeScalarKind.Null or ComposeScalarKind.Boolean)
        {
            throw node.Expected(expected);
        }

        // In quotes, or from a variable, a leading zero is no octal number.
        bool isWhole = scalar.Kind == ComposeScalarKind.String
            ? long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            : scalar.TryGetInteger(out value) || (scalar.TryGetNumber(out double number) && TryWhole(number, out value));
        return isWhole && value >= minimum && value <= maximum ? value : throw node.IsNo("number that fits here", expected);
    }

    /// <summary>A number, also in quotes.</summary>
    public static double Number(ComposeNode node, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity)
    {
        string expected = (minimum, maximum) switch
        {
            (double.NegativeInfinity, _) => "a number",
            (_, double.PositiveInfinity) => string.Create(CultureInfo.InvariantCulture, $"a number from {minimum}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"),
        };
        return node is ComposeScalar { Kind: ComposeScalarKind.Integer or ComposeScalarKind.Float or ComposeScalarKind.String } scalar
            ? scalar.TryGetNumber(out double number) && double.IsFinite(number) && number >= minimum && number <= maximum ? number : throw node.IsNo("number that fits here", expected)
            : throw node.Expected(expected);
    }

    /// <summary>A size in bytes: a number, or a text such as 512m; -1 is without limit where that has a meaning.</summary>
    public static long Size(ComposeNode node) => node switch
    {
        ComposeScalar { Kind: ComposeScalarKind.Integer } scalar when scalar.TryGetInteger(out long bytes) => bytes >= -1 ? bytes : throw node.IsNo("size", "0 or more"),
        ComposeScalar { Kind: ComposeScalarKind.Float } scalar when scalar.TryGetNumber(out double number) && number >= 0 && TryWhole(number, out long bytes) => bytes,
        ComposeScalar { Kind: ComposeScalarKind.String, Text: "-1" } => -1,
        ComposeScalar { Kind: ComposeScalarKind.String } => SizeText(node),
        ComposeScalar { Kind: ComposeScalarKind.Integer or ComposeScalarKind.Float } => throw node.IsNo("size", "bytes as a whole number, or 512m or 1.5g"),
        _ => throw node.Expected("a size in bytes, or such as 512m or 1.5g"),
    };

    /// <summary>A size such as 512m; a bare number must stand in quotes.</summary>
    public static long SizeText(ComposeNode node)
    {
        string text = Text(node);
        return DockerPS.Engine.Configuration.Values.SizeText.TryParse(text, out long bytes, out _)
            ? bytes
            : throw node.IsNo("size", "512m, 1.5g or bytes, with the units b, k, m, g, t and p of 1024");
    }

    /// <summary>A list of texts.</summary>
    public static ReadableList<string> Texts(ComposeNode node, bool mayRepeat)
    {
        if (node is not ComposeSequence list)
        {
            throw node.Expected("a list of texts");
        }

        var texts = new ReadableList<string>();
        var seen = mayRepeat ? null : new HashSet<string>(StringComparer.Ordinal);
        foreach (ComposeNode item in list)
        {
            string text = Text(item);
            if (seen?.Add(text) == false)
            {
                throw item.Wrong($"\"{DisplayText.Of(text)}\" stands in the list twice", "every item once");
            }

            texts.Add(text);
        }

        return texts;
    }

    private static bool TryWhole(double number, out long value)
    {
        value = Math.Abs(number) < 1e15 ? (long)number : 0;
        return value == number;
    }

    private static string KindName(ComposeScalarKind kind) => kind switch
    {
        ComposeScalarKind.Boolean => "a truth value",
        _ => "a number",
    };
}
