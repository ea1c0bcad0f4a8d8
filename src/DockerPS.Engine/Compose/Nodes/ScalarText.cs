using System.Buffers;
using System.Globalization;

namespace DockerPS.Engine.Compose;

/// <summary>Reads a scalar's text by the core schema of YAML 1.2, and as compose does where that is more generous.</summary>
internal static class ScalarText
{
    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>What a plain text stands for.</summary>
    public static ComposeScalarKind KindOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ComposeScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ComposeScalarKind.Boolean,
        _ when !MayBeNumber(text) => ComposeScalarKind.String,
        _ when IsInteger(text) => IsWithinRange(text) ? ComposeScalarKind.Integer : ComposeScalarKind.String,
        _ when IsFloat(text) => IsWithinRange(text) ? ComposeScalarKind.Float : ComposeScalarKind.String,
        _ => ComposeScalarKind.String,
    };

    /// <summary>A plain text as it is read: compose takes underscores in numbers, such as 1_000, for no part of them.</summary>
    public static string Plain(string text)
    {
        if (text.Length < 2 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+') || !text.Contains('_', StringComparison.Ordinal))
            return text;
        string number = text.Replace("_", "", StringComparison.Ordinal);
        return KindOf(number) is ComposeScalarKind.Integer or ComposeScalarKind.Float ? number : text;
    }

    /// <summary>A whole number within 64 bits: decimal, 0x, 0o, 0b, and octal by a leading zero, as modes are written (0440).</summary>
    public static bool TryReadInteger(string text, out long value)
    {
        value = 0;
        ReadOnlySpan<char> digits = text.AsSpan();
        bool isNegative = digits is ['-', ..];
        if (digits is ['-' or '+', ..])
            digits = digits[1..];
        int radix = 10;
        int prefix = 0;
        if (digits is ['0', 'x' or 'X', ..])
            (radix, prefix) = (16, 2);
        else if (digits is ['0', 'o' or 'O', ..])
            (radix, prefix) = (8, 2);
        else if (digits is ['0', 'b' or 'B', ..])
            (radix, prefix) = (2, 2);
        else if (digits is ['0', _, ..] && !digits.ContainsAny('8', '9'))
            (radix, prefix) = (8, 1);
        digits = digits[prefix..];
        if (digits.IsEmpty)
            return false;
        UInt128 sum = 0;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
                return false;
            sum = (sum * (uint)radix) + (uint)digit;
            if (sum > (UInt128)long.MaxValue + (isNegative ? 1u : 0u))
                return false;
        }
        value = isNegative ? (long)-(Int128)sum : (long)sum;
        return true;
    }

    /// <summary>A number: whole ones as above, and those with a fraction or an exponent.</summary>
    public static bool TryReadNumber(string text, out double value)
    {
        if (TryReadInteger(text, out long whole))
        {
            value = whole;
            return true;
        }
        ReadOnlySpan<char> unsigned = text.AsSpan().TrimStart("+-");
        if (unsigned is ".inf" or ".Inf" or ".INF" && text.Length - unsigned.Length <= 1)
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }
        if (text is ".nan" or ".NaN" or ".NAN")
        {
            value = double.NaN;
            return true;
        }
        value = 0;
        return MayBeNumber(text)
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>true or false, also in the words of YAML 1.1, which compose still takes.</summary>
    public static bool TryReadBoolean(string text, out bool value)
    {
        switch (text.ToLowerInvariant())
        {
            case "true" or "yes" or "y" or "on" or "1":
                value = true;
                return true;
            case "false" or "no" or "n" or "off" or "0":
                value = false;
                return true;
            default:
                value = false;
                return false;
        }
    }

    /// <summary>1e400 and its like are texts to compose, since no number is so large.</summary>
    private static bool IsWithinRange(string text) =>
        !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || double.IsFinite(number);

    private static bool MayBeNumber(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.');

    private static bool IsInteger(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan();
        if (digits is ['-' or '+', ..])
            digits = digits[1..];
        if (digits is ['0', 'x' or 'X', _, ..])
            return digits[2..].IndexOfAnyExcept(s_hexDigits) < 0;
        if (digits is ['0', 'o' or 'O', _, ..])
            return digits[2..].IndexOfAnyExceptInRange('0', '7') < 0;
        if (digits is ['0', 'b' or 'B', _, ..])
            return digits[2..].IndexOfAnyExceptInRange('0', '1') < 0;
        return !digits.IsEmpty && digits.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?, or an infinity, or no number.</summary>
    private static bool IsFloat(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan();
        if (rest is ".nan" or ".NaN" or ".NAN")
            return true;
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        if (rest is ".inf" or ".Inf" or ".INF")
            return true;
        int whole = DigitsOf(rest);
        rest = rest[whole..];
        int fraction = 0;
        if (rest is ['.', ..])
        {
            fraction = DigitsOf(rest[1..]);
            rest = rest[(1 + fraction)..];
        }
        if (whole + fraction == 0)
            return false;
        if (rest is not ['e' or 'E', ..])
            return rest.IsEmpty;
        rest = rest[1..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        return !rest.IsEmpty && DigitsOf(rest) == rest.Length;
    }

    private static int DigitsOf(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
