using System.Buffers;
using DockerPS.Engine.Compose;

namespace DockerPS.Compose;

/// <summary>Says which texts need no quotes.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> s_signsOfAddresses = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdefABCDEF_");
    private static readonly SearchValues<char> s_signsOfNumbers = SearchValues.Create("0123456789_:.-+eETtZz ");

    /// <summary>True where no reader takes the unquoted text for anything but a text: no number, date or word of YAML 1.1, no sign of YAML.</summary>
    public static bool MayStandPlain(string text) =>
        ScalarText.KindOf(ScalarText.Plain(text)) == ComposeScalarKind.String
        && !IsOldWord(text)
        && !LooksLikeNumber(text)
        && text is not ("<<" or "=" or "---" or "...")
        && !text.Any(static c => char.IsControl(c) || c is '\uFEFF' or '\u2028' or '\u2029' || char.IsSurrogate(c));

    /// <summary>An IPv4 address or a version: no number has two points.</summary>
    private static bool IsAddress(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExcept(s_signsOfAddresses) < 0 && text.Count('.') >= 2 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]);

    private static bool IsOldWord(string text) => text.ToLowerInvariant() is "y" or "yes" or "n" or "no" or "on" or "off";

    /// <summary>Times, dates, numbers with underscores and of base 60 begin like a number and hold nothing that numbers do not.</summary>
    private static bool LooksLikeNumber(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart("+-");
        return (rest is ['0', 'x' or 'X' or 'o' or 'O' or 'b' or 'B', ..] && rest[2..].IndexOfAnyExcept(s_hexDigits) < 0)
            || (rest is [>= '0' and <= '9' or '.', ..] && rest.IndexOfAnyExcept(s_signsOfNumbers) < 0 && !IsAddress(rest));
    }
}
